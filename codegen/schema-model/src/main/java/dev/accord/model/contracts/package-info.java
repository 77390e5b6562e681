/**
 * Contracts as a whole: the current events with their subjects, and the older ones they are
 * compared with.
 *
 * <p>Start at {@link dev.accord.model.contracts.Contracts}. Immutable, safe for any thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.model.contracts;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
