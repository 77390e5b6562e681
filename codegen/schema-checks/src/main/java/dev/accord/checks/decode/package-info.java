/**
 * What Avro's own decoder does with a change: values are made, written with one schema, read with
 * the other, and compared.
 *
 * <p>Start at {@link dev.accord.checks.decode.DecoderTrial}. Chance comes from a seed, so a trial
 * gives the same answer every time. Pure; a trial belongs to one thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.checks.decode;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
