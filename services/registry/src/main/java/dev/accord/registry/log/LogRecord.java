package dev.accord.registry.log;

import org.jspecify.annotations.Nullable;

/**
 * A record as read.
 *
 * @param offset rising, with gaps
 * @param timestamp epoch milliseconds
 * @param key null only in a foreign record
 * @param value null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // Read once by the codec, never compared.
public record LogRecord(
    long offset, long timestamp, byte @Nullable [] key, byte @Nullable [] value) {}
