/**
 * Where a stack lives: its folder, what it says of itself there, and the process that runs it.
 *
 * <p>Start at {@link dev.accord.stack.process.StateFolder}; {@link
 * dev.accord.stack.process.BackgroundStack} starts a stack in a process of its own and stops it.
 * Everything here blocks the calling thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.stack.process;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
