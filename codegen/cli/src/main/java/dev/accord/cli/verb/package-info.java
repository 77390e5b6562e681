/**
 * The verbs of the command line, a class each.
 *
 * <p>Start at {@link dev.accord.cli.verb.Verbs}, which adds them to a program. They write to the
 * command line's own streams and return exit codes. One thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.cli.verb;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
