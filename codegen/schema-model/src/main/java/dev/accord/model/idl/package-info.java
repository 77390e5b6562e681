/**
 * Avro IDL ({@code .avdl}) as the JSON tree that the same schemas would be in {@code .avsc}, with
 * the places of the IDL text.
 *
 * <p>Start at {@link dev.accord.model.idl.IdlFileReader}. Safe for any thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.model.idl;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
