package dev.accord.runtime.sql;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.Set;

/** Tells failures apart by what may be done about them. */
final class SqlFailure {
  /** Serialization failure, deadlock. */
  private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

  /** Shutting down, crashed, starting up; too many connections, disk full, memory full. */
  private static final Set<String> AWAY =
      Set.of("57P01", "57P02", "57P03", "53300", "53100", "53200");

  private SqlFailure() {}

  static boolean isConflict(Throwable failure) {
    return CONFLICTS.contains(state(failure));
  }

  /** Whether the server or the way to it broke: a later attempt may succeed as it is. */
  static boolean isAway(Throwable failure) {
    return AWAY.contains(state(failure))
        || failure instanceof IOException
        || failure instanceof ClosedConnectionException
        // The driver's word for a statement on a connection that broke; its subclasses are others'.
        || failure.getClass() == VertxException.class;
  }

  /** The five letters of SQLSTATE; empty where the failure is not the server's. */
  static String state(Throwable failure) {
    return failure instanceof PgException e && e.getSqlState() != null ? e.getSqlState() : "";
  }
}
