/**
 * What can be done with a whole log while no node needs to run: write it to a file, judge it, bring
 * it back. Start at {@link dev.accord.registry.archive.LogTool}; everything blocks.
 */
@NullMarked
@CheckReturnValue
package dev.accord.registry.archive;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
