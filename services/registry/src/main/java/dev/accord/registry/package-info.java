/**
 * The Schema Registry as a service.
 *
 * <p>Start at {@link dev.accord.registry.RegistryVerticle}; {@link
 * dev.accord.registry.RegistryMain} runs it as a process of its own. One event loop serves HTTP,
 * two threads talk to Kafka.
 */
@NullMarked
@CheckReturnValue
package dev.accord.registry;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
