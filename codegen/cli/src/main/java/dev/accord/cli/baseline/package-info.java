/**
 * Opens the older contracts that current ones are compared with: a git commit, a folder, a jar, a
 * Maven artifact, a registry, or the released history.
 *
 * <p>Start at {@link dev.accord.cli.baseline.Baselines}. Everything is read into memory; nothing is
 * written to the work tree, the repository or the registry. Calls block.
 */
@NullMarked
@CheckReturnValue
package dev.accord.cli.baseline;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
