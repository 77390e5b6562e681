/**
 * Schema registries side by side: reads, lookups, registrations, compatibility checks, start and
 * memory, beside the raw limits of Vert.x and Kafka. Start at {@link
 * dev.accord.benchmarks.registry.RegistryBenchmark}; it blocks its caller, and every server is a
 * process of its own.
 */
@NullMarked
@CheckReturnValue
package dev.accord.benchmarks.registry;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
