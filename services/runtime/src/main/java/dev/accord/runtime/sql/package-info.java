/**
 * A service's own corner of PostgreSQL: one role, one schema, one pool, versioned tables.
 *
 * <p>Start at {@link dev.accord.runtime.sql.Database}; an administrator prepares the corner with
 * {@link dev.accord.runtime.sql.ServiceSchema}. Everything returns futures and may be called from
 * any event loop; migrations run on a worker.
 *
 * <p>{@code numeric} columns: read them with {@code row.getBigDecimal}, which is exact. {@code
 * row.getValue} gives a {@code io.vertx.sqlclient.data.Numeric} instead.
 */
@NullMarked
@CheckReturnValue
package dev.accord.runtime.sql;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
