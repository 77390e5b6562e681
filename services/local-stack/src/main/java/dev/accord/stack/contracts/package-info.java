/**
 * Brings what the contracts say into a broker and a registry: topics, and the released schemas in
 * the order of their versions.
 *
 * <p>Start at {@link dev.accord.stack.contracts.ContractFolder}. Blocks the calling thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.stack.contracts;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
