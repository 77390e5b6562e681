/**
 * The judging verbs as Maven goals: the same engine, the same {@code accord.yaml}, the same output
 * as the command line, because a goal runs the verb.
 *
 * <p>Start at {@link dev.accord.maven.AccordMojo}. Maven makes one object for each execution.
 */
@NullMarked
@CheckReturnValue
package dev.accord.maven;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
