/**
 * One run of the gate on files: contracts read, judged, weighed by the policy beside them, printed.
 *
 * <p>Start at {@link dev.accord.cli.run.Judgement}; the command line and the Maven plugin are thin
 * around it. One thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.cli.run;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
