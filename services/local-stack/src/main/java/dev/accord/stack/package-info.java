/**
 * The {@code accord} command: one class a verb.
 *
 * <p>Start at {@link dev.accord.stack.Accord}. A verb reads its options, does its work through
 * {@link dev.accord.stack.local}, prints, and returns an exit code; it runs on the main thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.stack;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
