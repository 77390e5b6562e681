/**
 * What generated event classes share: one small interface and what Avro needs to accept them.
 *
 * <p>Start at {@link dev.accord.event.Event}. Generated records are immutable once built and may be
 * shared between threads; their builders may not.
 */
@NullMarked
@CheckReturnValue
package dev.accord.event;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
