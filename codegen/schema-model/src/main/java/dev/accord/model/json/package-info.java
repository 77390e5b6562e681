/**
 * JSON in which every value and every member name knows its place.
 *
 * <p>Start at {@link dev.accord.model.json.JsonReader}. Avro IDL and YAML are turned into the same
 * tree, so whatever reads a tree reports places for all three. Immutable, safe for any thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.model.json;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
