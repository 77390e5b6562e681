/**
 * Avro schemas in which every element knows its place: types, named definitions, and the table that
 * resolves names over many files.
 *
 * <p>Start at {@link dev.accord.model.schema.SchemaSet}, which reads files in any order. A type
 * never contains a definition: it refers to it by full name, so cycles need no care and a type that
 * five events share is one object. Immutable once read, safe for any thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.model.schema;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
