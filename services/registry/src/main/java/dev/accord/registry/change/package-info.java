/**
 * Every change of the registry as a decision: a state and a request give records and an answer.
 *
 * <p>Start at {@link dev.accord.registry.change.Command}. Nothing here changes anything; pure, and
 * usable from any thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.registry.change;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
