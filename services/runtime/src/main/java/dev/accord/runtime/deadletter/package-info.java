/**
 * Dead letters of a service's inbox, for operators: look, have them handled again, give them up.
 *
 * <p>Start at {@link dev.accord.runtime.deadletter.DeadLetters}. It reads and writes rows only; the
 * running service does the work.
 */
@NullMarked
@CheckReturnValue
package dev.accord.runtime.deadletter;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
