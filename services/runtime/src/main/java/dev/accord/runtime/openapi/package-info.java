/**
 * A service's REST interface as its OpenAPI 3.1 document describes it: the routes are those of the
 * document, and what does not fit it reaches no handler.
 *
 * <p>Start at {@link dev.accord.runtime.openapi.ApiDocument}. One event loop.
 */
@NullMarked
@CheckReturnValue
package dev.accord.runtime.openapi;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
