/**
 * Each kind of change at each compatibility level and in each direction: what the gate says, beside
 * what Avro's decoder, the official client and a running registry say. Start at {@code MatrixTest}.
 * One thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.matrix.level;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
