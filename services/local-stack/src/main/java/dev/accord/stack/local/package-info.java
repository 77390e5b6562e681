/**
 * Starts, finds and stops one stack on this machine: broker, database, registry and services.
 *
 * <p>Start at {@link dev.accord.stack.local.LocalStack}, which runs the parts in this JVM; {@link
 * dev.accord.stack.local.StateFolder} is the place where a stack keeps its data and where other
 * processes find it. Everything here blocks the calling thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.stack.local;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
