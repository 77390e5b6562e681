/**
 * How requests are read and answers written: media types, parameters, bodies, errors.
 *
 * <p>Start at {@link dev.accord.registry.wire.Call}. Used on the event loop of the request.
 */
@NullMarked
@CheckReturnValue
package dev.accord.registry.wire;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
