/**
 * Finds and reads contracts: from a folder, a jar, or whatever else can list files.
 *
 * <p>Start at {@link dev.accord.cli.source.ContractsReader}. Nothing is written and nothing is kept
 * open; any thread may read.
 */
@NullMarked
@CheckReturnValue
package dev.accord.cli.source;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
