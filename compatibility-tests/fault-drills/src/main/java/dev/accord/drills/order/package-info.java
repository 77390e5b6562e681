/**
 * The order path while its processes, its broker and its database are killed: what customers were
 * told, held against what is on the topics and in the tables.
 *
 * <p>Start at {@link dev.accord.drills.order.OrderDrill}; the judgement is {@link
 * dev.accord.drills.verdict.OrderChecker}, which is pure. A drill blocks its caller's thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.drills.order;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
