/**
 * Changes to schema files that mend a finding or lay a file out anew: pure, from text to text.
 *
 * <p>Start at {@link dev.accord.checks.edit.Edits}. Immutable values, safe for any thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.checks.edit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
