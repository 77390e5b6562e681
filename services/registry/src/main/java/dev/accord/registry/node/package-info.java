/**
 * One node at work: it follows the log, and while it leads it writes to it.
 *
 * <p>Start at {@link dev.accord.registry.node.Replica} for reading and {@link
 * dev.accord.registry.node.Commits} for writing. Each has one thread of its own, because the log's
 * calls block; what they offer to others may be called from any thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.registry.node;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
