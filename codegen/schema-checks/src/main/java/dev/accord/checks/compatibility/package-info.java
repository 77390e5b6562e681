/**
 * The registry's verdict on a schema change: Apache Avro's own {@code SchemaCompatibility}, told in
 * the words of Confluent's clients and servers.
 *
 * <p>Start at {@link dev.accord.checks.compatibility.Compatibility}. Everything here is pure and
 * may be called from any thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.checks.compatibility;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
