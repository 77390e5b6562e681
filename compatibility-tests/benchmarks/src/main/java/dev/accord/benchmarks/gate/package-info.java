/**
 * The gate as a whole process beside the official client's checker alone, on contracts with a long
 * history. Start at {@link dev.accord.benchmarks.gate.GateBenchmark}; one thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.benchmarks.gate;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
