/**
 * How an order comes to its end, whatever is answered, in whatever order, or not at all.
 *
 * <p>Start at {@link dev.accord.order.saga.Saga}; {@link dev.accord.order.saga.Transitions} is the
 * whole rule, pure. Every step is one transaction: the order's row, its timeline and the events
 * that tell of it. Runs on one event loop; may run many times beside itself on one database.
 */
@NullMarked
@CheckReturnValue
package dev.accord.order.saga;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
