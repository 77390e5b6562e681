/**
 * What was recorded of the order system while things broke, and whether it can all be true. Facts
 * go into {@link dev.accord.drills.verdict.OrderHistory}; {@link
 * dev.accord.drills.verdict.OrderChecker} judges them. It is pure and knows no code of services: of
 * how orders are meant to move it knows what {@code OrderModel} declares. Not thread-safe.
 */
@NullMarked
@CheckReturnValue
package dev.accord.drills.verdict;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
