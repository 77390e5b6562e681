/**
 * The whole path of an order, from the request to the last event: how many a second this machine
 * carries, how long each takes, and where the processor time goes, beside the raw limits of
 * PostgreSQL, Kafka and Vert.x. Start at {@link dev.accord.benchmarks.order.OrderBenchmark}.
 */
@NullMarked
@CheckReturnValue
package dev.accord.benchmarks.order;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
