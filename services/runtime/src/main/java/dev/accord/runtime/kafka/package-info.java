/**
 * Kafka as the outbox and the inbox need it: topics, and a consumer loop that keeps what a group
 * promises.
 *
 * <p>Start at {@link dev.accord.runtime.kafka.ConsumerLoop} to consume, at {@link
 * dev.accord.runtime.kafka.Topics} to create or check topics. A loop's lanes run on the event loop
 * that started it; only polling and rebalancing run on the consumer's own thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.runtime.kafka;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
