/**
 * What tests of several modules share: expected texts that stand in files.
 *
 * <p>Start at {@link dev.accord.testkit.GoldenFile}. For test scope only.
 */
@NullMarked
@CheckReturnValue
package dev.accord.testkit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
