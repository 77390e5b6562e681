/**
 * Events leave a service through its database: an event is a row of the same transaction that
 * changes the business state, and a relay moves committed rows to Kafka.
 *
 * <p>Start at {@link dev.accord.runtime.outbox.Outbox}. What a caller may rely on: no event without
 * its commit and no commit without its event; the bytes on the topic are the bytes in the row;
 * events of one topic and key are published in commit order; an event may be published twice, with
 * the same id and sequence, after a crash. Everything returns futures; the relay lives on the event
 * loop that started the outbox, transactions run on their callers' loops.
 */
@NullMarked
@CheckReturnValue
package dev.accord.runtime.outbox;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
