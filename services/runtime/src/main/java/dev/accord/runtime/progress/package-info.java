/**
 * How far a subscription has come: whether it has handled one event, and what one subscription has
 * handled and another has not.
 *
 * <p>Start at {@link dev.accord.runtime.progress.HandledEvents}. Any event loop.
 */
@NullMarked
@CheckReturnValue
package dev.accord.runtime.progress;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
