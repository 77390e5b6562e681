/**
 * Hands paid orders to a carrier, to the address that the customer's registration carried here.
 *
 * <p>Start at {@link dev.accord.shipping.ShippingService}. Every decision is one transaction with
 * the event that tells it. Runs on one event loop; may run many times beside itself on the same
 * database.
 */
@NullMarked
@CheckReturnValue
package dev.accord.shipping;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
