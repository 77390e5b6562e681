package dev.accord.runtime.sql;

import dev.accord.runtime.launch.Settings;
import java.time.Duration;

/**
 * Where a service's tables are, and how much of the server it may use.
 *
 * @param schema the only schema its statements see
 * @param poolSizeMax connections held at once by this instance
 * @param statementTimeout the server ends a statement that takes longer
 */
public record DatabaseConfig(
    String host,
    int port,
    String database,
    String user,
    String password,
    String schema,
    int poolSizeMax,
    Duration statementTimeout) {

  private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(10);

  /** Checks names and bounds. */
  public DatabaseConfig {
    requireText("host", host);
    requireText("database", database);
    requireText("user", user);
    SqlName.check("schema", schema);
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("database port " + port + " is not from 1 to 65535");
    }
    if (poolSizeMax < 1) {
      throw new IllegalArgumentException("a pool needs at least one connection");
    }
    if (statementTimeout.isNegative() || statementTimeout.isZero()) {
      throw new IllegalArgumentException("the statement timeout must be positive");
    }
  }

  /** With the default statement timeout of ten seconds. */
  public DatabaseConfig(
      String host,
      int port,
      String database,
      String user,
      String password,
      String schema,
      int poolSizeMax) {
    this(host, port, database, user, password, schema, poolSizeMax, STATEMENT_TIMEOUT);
  }

  /** Reads {@code database.…}; the service's name is the default of user and schema. */
  public static DatabaseConfig from(Settings settings, String service) {
    return new DatabaseConfig(
        settings.text("database.host", "127.0.0.1"),
        settings.integer("database.port", 5432, 1, 65_535),
        settings.text("database.name", "accord"),
        settings.text("database.user", service),
        settings.secret("database.password", ""),
        settings.text("database.schema", service),
        settings.integer("database.pool-size-max", 8, 1, 200),
        settings.duration(
            "database.statement-timeout",
            STATEMENT_TIMEOUT,
            Duration.ofMillis(100),
            Duration.ofHours(1)));
  }

  /** {@code host:port/database}, for messages. */
  public String address() {
    return host + ":" + port + "/" + database;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "DatabaseConfig[" + user + "@" + address() + ", schema " + schema + "]";
  }

  private static void requireText(String name, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("database " + name + " must not be empty");
    }
  }
}
