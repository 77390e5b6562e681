package dev.accord.runtime.sql;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Applies what is missing of each component's migrations, on a worker thread. Instances that start
 * at once queue: Flyway locks while it migrates, but not while it makes its history table.
 */
final class SchemaUpdate {
  private final DatabaseConfig config;

  private SchemaUpdate(DatabaseConfig config) {
    this.config = config;
  }

  static Future<Void> run(Vertx vertx, DatabaseConfig config, List<Migrations> all) {
    if (all.isEmpty()) {
      return Future.succeededFuture();
    }
    var update = new SchemaUpdate(config);
    return vertx
        .executeBlocking(
            () -> {
              update.apply(all);
              return config;
            })
        .mapEmpty();
  }

  private void apply(List<Migrations> all) throws SQLException {
    try (var connection = DriverManager.getConnection(url(), config.user(), config.password())) {
      lock(connection);
      all.forEach(this::apply);
    }
  }

  /** Held until the connection closes. */
  private void lock(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement("select pg_advisory_lock(hashtext(?))")) {
      statement.setString(1, "migrations of " + config.schema());
      boolean unusedHasRow = statement.execute();
    }
  }

  private void apply(Migrations migrations) {
    try {
      var unused =
          Flyway.configure()
              .dataSource(url(), config.user(), config.password())
              .locations("classpath:" + migrations.folder())
              .failOnMissingLocations(true)
              .validateMigrationNaming(true)
              .defaultSchema(config.schema())
              .createSchemas(false)
              .table(migrations.historyTable())
              // Another component's tables are in the schema already.
              .baselineOnMigrate(true)
              .baselineVersion("0")
              .cleanDisabled(true)
              .loggers("slf4j")
              .load()
              .migrate();
    } catch (FlywayException e) {
      throw new DatabaseRefusedException(
          "the tables of "
              + migrations.component()
              + " in schema "
              + config.schema()
              + " of "
              + config.address()
              + " cannot be brought up to date: "
              + e.getMessage(),
          e);
    }
  }

  private String url() {
    return "jdbc:postgresql://" + config.address();
  }
}
