/**
 * The languages that schemas are written in.
 *
 * <p>Start at {@link dev.accord.registry.language.SchemaTypes}. A further language is a further
 * {@link dev.accord.registry.language.SchemaType}: nothing outside this package knows which there
 * are. Pure, and usable from any thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.registry.language;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
