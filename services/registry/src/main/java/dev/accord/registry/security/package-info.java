/**
 * Who may do what, and over which connections.
 *
 * <p>Start at {@link dev.accord.registry.security.Gatekeeper}. Used on the event loop of the
 * request; hashes are compared on worker threads. Credentials are never logged.
 */
@NullMarked
@CheckReturnValue
package dev.accord.registry.security;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
