/**
 * The catalogue of change rules: every way in which a new schema version can hurt somebody, with
 * what it does to whom.
 *
 * <p>Start at {@link dev.accord.checks.rule.ChangeRules}. Ids are permanent; the numbers are the
 * rows of the catalogue. Immutable values, safe for any thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.checks.rule;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
