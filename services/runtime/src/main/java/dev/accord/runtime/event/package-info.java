/**
 * Events as Kafka carries them: Confluent's wire format and the headers beside it.
 *
 * <p>Start at {@link dev.accord.runtime.event.EventEncoder} and {@link
 * dev.accord.runtime.event.EventDecoder}. Once a schema is known, encoding and decoding are pure
 * CPU and may run on an event loop; every call to the registry happens on a worker thread, and one
 * attempted on an event loop is refused.
 */
@NullMarked
@CheckReturnValue
package dev.accord.runtime.event;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
