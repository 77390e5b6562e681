/**
 * A service's HTTP edge: limits, errors, health, metrics and an orderly end around its routes.
 *
 * <p>Start at {@link dev.accord.runtime.http.HttpEdge}: add routes that answer with a {@link
 * dev.accord.runtime.http.Reply} or fail with a {@link dev.accord.runtime.http.Problem}; they need
 * no {@code catch}. One edge belongs to the event loop of the verticle that made it.
 */
@NullMarked
@CheckReturnValue
package dev.accord.runtime.http;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
