/**
 * The gate: the current contracts against older ones, as findings, registry verdicts and a bump.
 *
 * <p>Start at {@link dev.accord.checks.gate.ContractCheck}. It compares every event with every
 * version that counts, tells each difference once, and lets Avro's decoder and checker contradict.
 * Pure, safe for any thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.checks.gate;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
