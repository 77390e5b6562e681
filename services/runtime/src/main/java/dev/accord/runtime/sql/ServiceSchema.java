package dev.accord.runtime.sql;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Locale;

/** Prepares a service's corner of a server: a role that can log in, and a schema it alone owns. */
public final class ServiceSchema {
  /** Any fixed number will do: makers of schemas queue behind one another. */
  private static final long MAKERS_LOCK = 0x41434352L;

  private ServiceSchema() {}

  /**
   * Makes role and schema where they are missing, sets the password, and takes the schema away from
   * everyone else. Running it again, also at the same time, changes nothing.
   *
   * @param admin connects as a superuser or a role that may create roles and schemas; its own
   *     schema is not used
   */
  public static Future<Void> create(
      Vertx vertx, DatabaseConfig admin, String role, String password, String schema) {
    SqlName.check("role", role);
    SqlName.check("schema", schema);
    return PgConnection.connect(vertx, Database.connectOptions(admin))
        .compose(
            connection ->
                inTransaction(connection, role, password, schema).eventually(connection::close));
  }

  private static Future<Void> inTransaction(
      SqlConnection connection, String role, String password, String schema) {
    return connection
        .begin()
        .compose(
            transaction ->
                run(connection, "set local client_min_messages = warning")
                    .compose(ignored -> lock(connection))
                    .compose(ignored -> createRole(connection, role))
                    .compose(ignored -> setPassword(connection, role, password))
                    .compose(ignored -> run(connection, grantTo(role)))
                    .compose(ignored -> run(connection, createSchema(role, schema)))
                    .compose(ignored -> transaction.commit()));
  }

  private static Future<Void> lock(SqlConnection connection) {
    return connection
        .preparedQuery("select pg_advisory_xact_lock($1)")
        .execute(Tuple.of(MAKERS_LOCK))
        .mapEmpty();
  }

  private static Future<Void> createRole(SqlConnection connection, String role) {
    return run(
        connection,
        String.format(
            Locale.ROOT,
            """
        do $$ begin
          if not exists (select from pg_roles where rolname = '%1$s') then
            create role "%1$s" login;
          end if;
        end $$
        """,
            role));
  }

  /** The server quotes the password: a statement that sets one takes no parameters. */
  private static Future<Void> setPassword(SqlConnection connection, String role, String password) {
    return connection
        .preparedQuery("select format('alter role %I password %L', $1::text, $2::text)")
        .execute(Tuple.of(role, password))
        .compose(rows -> run(connection, rows.iterator().next().getString(0)));
  }

  /** An administrator who is no superuser must be a member of a role to give it a schema. */
  private static String grantTo(String role) {
    return String.format(
        Locale.ROOT,
        """
    do $$ begin
      if not (select rolsuper from pg_roles where rolname = current_user) then
        grant "%s" to current_user;
      end if;
    end $$
    """,
        role);
  }

  /** Quoted, because a service may be called by a word of SQL, such as order. */
  private static String createSchema(String role, String schema) {
    return String.format(
        Locale.ROOT,
        """
    create schema if not exists "%2$s" authorization "%1$s";
    alter schema "%2$s" owner to "%1$s";
    revoke all on schema "%2$s" from public;
    alter role "%1$s" set search_path = "%2$s"
    """,
        role,
        schema);
  }

  private static Future<Void> run(SqlConnection connection, String sql) {
    return connection.query(sql).execute().mapEmpty();
  }
}
