/**
 * Confluent's and others' clients at our registry, and callers that mean no good. Start at {@link
 * dev.accord.interop.JavaScriptClients}, a command that blocks its caller; its servers are
 * processes of their own.
 */
@NullMarked
@CheckReturnValue
package dev.accord.interop;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
