/**
 * Takes the money for orders, once, and gives it back.
 *
 * <p>Start at {@link dev.accord.payment.PaymentService}; {@link dev.accord.payment.Payment} is the
 * whole rule, pure. What is to be asked of the provider is committed before it is asked, and no
 * transaction is open while it thinks. Runs on one event loop; may run many times beside itself on
 * one database.
 */
@NullMarked
@CheckReturnValue
package dev.accord.payment;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
