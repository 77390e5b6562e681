/**
 * Text with places: files, locations in them, and problems that point at a location.
 *
 * <p>Start at {@link dev.accord.model.source.SourceFile}. Immutable, safe for any thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.model.source;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
