/**
 * What {@code accord.yaml} makes of findings: severities, ignored paths, waivers, the baseline of a
 * late adopter.
 *
 * <p>Start at {@link dev.accord.checks.policy.Policy}. Pure, safe for any thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.checks.policy;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
