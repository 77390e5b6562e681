/**
 * What a schema consists of, whatever its language.
 *
 * <p>Start at {@link dev.accord.registry.schema.SchemaContent}. Pure values, usable from any
 * thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.registry.schema;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
