/**
 * What changed between two versions of a schema, as the rules of the catalogue.
 *
 * <p>Start at {@link dev.accord.checks.diff.SchemaDiff}. The walk goes down both versions side by
 * side and reports each difference where it is made: a shared type once, with its uses; the field
 * without a default, not the union that holds its record. Pure, safe for any thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.checks.diff;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
