/**
 * The usual shape of a service: tables, outbox, inbox and an HTTP edge, opened in this order and
 * closed in reverse.
 *
 * <p>Extend {@link dev.accord.runtime.service.EventService}. One event loop an instance.
 */
@NullMarked
@CheckReturnValue
package dev.accord.runtime.service;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
