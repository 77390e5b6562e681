/**
 * What a judgement of contracts says: findings, the registry's verdicts beside them, and the
 * version bump they call for.
 *
 * <p>Start at {@link dev.accord.checks.finding.FindingReport}; every output format prints that one
 * value. Immutable values, safe for any thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.checks.finding;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
