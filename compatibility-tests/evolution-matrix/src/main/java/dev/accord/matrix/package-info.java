/**
 * Drills that let the gate judge schemas nobody wrote by hand, beside Avro's decoder and checker.
 *
 * <p>Start at {@link dev.accord.matrix.Drill}, the command. Seeded: the same seed gives the same
 * schemas, and every finding prints it. One thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.matrix;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
