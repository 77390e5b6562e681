/**
 * Reads what callers send and tells them all their mistakes at once.
 *
 * <p>Start at {@link dev.accord.order.request.Fields}. Pure; for one thread at a time.
 */
@NullMarked
@CheckReturnValue
package dev.accord.order.request;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
