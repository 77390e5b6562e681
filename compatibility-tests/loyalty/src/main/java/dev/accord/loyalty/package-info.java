/**
 * Gives customers points for what they pay.
 *
 * <p>Start at {@link dev.accord.loyalty.LoyaltyService}. Runs on one event loop; may run many times
 * beside itself on the same database.
 */
@NullMarked
@CheckReturnValue
package dev.accord.loyalty;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
