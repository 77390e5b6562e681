/**
 * Takes orders and knows how far each has come.
 *
 * <p>Start at {@link dev.accord.order.OrderService}. Requests and events change one order in one
 * transaction together with the events that say so. Runs on one event loop; may run many times
 * beside itself on the same database.
 */
@NullMarked
@CheckReturnValue
package dev.accord.order;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
