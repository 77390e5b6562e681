/**
 * Moves committed rows of an outbox to Kafka, and tells operators how far that is.
 *
 * <p>Start at {@link dev.accord.runtime.relay.Relay}; what operators ask for is {@link
 * dev.accord.runtime.relay.OutboxOperations}. A relay lives on the event loop that opened it.
 */
@NullMarked
@CheckReturnValue
package dev.accord.runtime.relay;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
