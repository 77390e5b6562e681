package dev.accord.runtime.sql;

import dev.accord.runtime.launch.DependencyAwayException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A pool on a service's own schema. A connection that breaks is replaced by itself when the server
 * is back; until then statements fail with {@link DependencyAwayException} within seconds.
 */
public final class Database {
  private static final int ACQUIRE_MILLIS_MAX = 5_000;
  private static final int WAITING_MAX = 1_000;
  private static final int IDLE_MINUTES_MAX = 10;

  private final Vertx vertx;
  private final DatabaseConfig config;
  private final Pool pool;

  private Database(Vertx vertx, DatabaseConfig config, Pool pool) {
    this.vertx = vertx;
    this.config = config;
    this.pool = pool;
  }

  /**
   * Waits until the server is reachable, however long that takes, telling the log what it waits
   * for; then brings the tables of each component up to date, in the given order, and opens the
   * pool.
   *
   * @return fails with {@link DatabaseRefusedException} where waiting cannot help: wrong password,
   *     no such database or schema, a migration that does not apply
   */
  public static Future<Database> open(
      Vertx vertx, DatabaseConfig config, List<Migrations> migrations) {
    return new DatabaseStart(vertx, config)
        .await()
        .compose(ignored -> SchemaUpdate.run(vertx, config, List.copyOf(migrations)))
        .map(ignored -> new Database(vertx, config, pool(vertx, config)));
  }

  /** As {@link #open(Vertx, DatabaseConfig, List)} with tables that need no migration. */
  public static Future<Database> open(Vertx vertx, DatabaseConfig config) {
    return open(vertx, config, List.of());
  }

  /**
   * For single statements, each on any connection and a transaction by itself; fails as {@link
   * #inTransaction} does.
   */
  public SqlClient pool() {
    return new PooledStatements(pool, this::inOurWords);
  }

  /** Where this database is. */
  public DatabaseConfig config() {
    return config;
  }

  /**
   * Runs the function in one transaction at the server's default isolation: committed when its
   * future succeeds, rolled back when it fails or the function throws. The function must use the
   * given connection only.
   *
   * @return fails with {@link DependencyAwayException} if the connection broke: the commit may or
   *     may not have taken place
   */
  public <T> Future<T> inTransaction(Function<SqlConnection, Future<T>> work) {
    return withConnection(
        connection ->
            connection.begin().compose(transaction -> end(transaction, connection, work)));
  }

  /**
   * As {@link #inTransaction}, run again from the start when the server ended it for a deadlock or
   * a serialization conflict. The function must do nothing but SQL.
   *
   * @param attemptsMax at least 1; the last failure is returned
   */
  public <T> Future<T> inRetriedTransaction(
      int attemptsMax, Function<SqlConnection, Future<T>> work) {
    return inTransaction(work)
        .recover(
            failure ->
                attemptsMax > 1 && SqlFailure.isConflict(failure)
                    ? inRetriedTransaction(attemptsMax - 1, work)
                    : Future.failedFuture(failure));
  }

  /** Runs the function with a connection of its own; fails as {@link #inTransaction} does. */
  public <T> Future<T> withConnection(Function<SqlConnection, Future<T>> work) {
    return pool.getConnection()
        .compose(
            connection ->
                Future.succeededFuture(connection).compose(work).eventually(connection::close))
        .recover(failure -> Future.failedFuture(inOurWords(failure)));
  }

  /**
   * A connection outside the pool, for what lasts as long as its session: the caller closes it. It
   * is not replaced when it breaks.
   */
  public Future<PgConnection> connect() {
    return PgConnection.connect(vertx, connectOptions(config))
        .recover(failure -> Future.failedFuture(inOurWords(failure)));
  }

  /** Succeeds if the server answers a statement now. */
  public Future<Void> check() {
    return pool().query("select 1").execute().mapEmpty();
  }

  /** Closes the pool; statements under way are cut off. */
  public Future<Void> close() {
    return pool.close();
  }

  private static <T> Future<T> end(
      Transaction transaction, SqlConnection connection, Function<SqlConnection, Future<T>> work) {
    return Future.succeededFuture(connection)
        .compose(work)
        .transform(
            (result, failure) ->
                failure == null
                    ? transaction.commit().map(ignored -> result)
                    : transaction.rollback().transform(ignored -> Future.failedFuture(failure)));
  }

  private Throwable inOurWords(Throwable failure) {
    return SqlFailure.isAway(failure)
        ? new DependencyAwayException(
            "PostgreSQL at " + config.address() + " is away: " + failure.getMessage(), failure)
        : failure;
  }

  static PgConnectOptions connectOptions(DatabaseConfig config) {
    var options = new PgConnectOptions();
    options
        .setHost(config.host())
        .setPort(config.port())
        .setDatabase(config.database())
        .setUser(config.user())
        .setPassword(config.password())
        .setCachePreparedStatements(true)
        .addProperty("search_path", config.schema())
        .addProperty("application_name", config.schema())
        // The driver would log every "already exists, skipping" as a warning.
        .addProperty("client_min_messages", "warning")
        // Or some statements are planned at each execution, which takes longer than they run.
        .addProperty("plan_cache_mode", "force_generic_plan")
        .addProperty("statement_timeout", Long.toString(config.statementTimeout().toMillis()));
    return options;
  }

  private static Pool pool(Vertx vertx, DatabaseConfig config) {
    return PgBuilder.pool()
        .connectingTo(connectOptions(config))
        .with(
            new PoolOptions()
                .setMaxSize(config.poolSizeMax())
                .setMaxWaitQueueSize(WAITING_MAX)
                .setConnectionTimeout(ACQUIRE_MILLIS_MAX)
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(IDLE_MINUTES_MAX)
                .setIdleTimeoutUnit(TimeUnit.MINUTES))
        .using(vertx)
        .build();
  }
}
