/**
 * Events enter a service: each has its effect once, in the order of its key, however often Kafka
 * delivers it.
 *
 * <p>Start at {@link dev.accord.runtime.inbox.Inbox}. The note that an event was handled, the
 * handler's SQL and the events it emits are one commit. Handlers run on the event loop that started
 * the inbox: one at a time for a key, several at a time for different keys.
 */
@NullMarked
@CheckReturnValue
package dev.accord.runtime.inbox;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
