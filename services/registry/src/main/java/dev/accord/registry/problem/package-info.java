/**
 * Every refusal the registry can answer, as one table.
 *
 * <p>Start at {@link dev.accord.registry.problem.ErrorCode}. Pure values, usable from any thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.registry.problem;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
