/**
 * The registry's log: a compacted Kafka topic with one partition, in Confluent's own record format,
 * so that either server can take over the other's topic.
 *
 * <p>Start at {@link dev.accord.registry.log.SchemaLog}. Its calls block; each side (reading,
 * writing) belongs to one thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.registry.log;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
