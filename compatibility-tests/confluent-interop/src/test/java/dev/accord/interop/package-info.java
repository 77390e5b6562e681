/**
 * The official clients against a running registry on a real broker.
 *
 * <p>Start at {@link dev.accord.interop.KnownDifferencesTest} to see where the two servers differ.
 */
@NullMarked
@CheckReturnValue
package dev.accord.interop;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
