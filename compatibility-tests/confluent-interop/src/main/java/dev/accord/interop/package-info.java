/**
 * Confluent's and others' clients at our registry, and callers that mean no good. Start at {@link
 * dev.accord.interop.JavaScriptClients} and {@link dev.accord.interop.Fuzz}, commands that block
 * their caller; their servers are processes of their own.
 */
@NullMarked
@CheckReturnValue
package dev.accord.interop;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
