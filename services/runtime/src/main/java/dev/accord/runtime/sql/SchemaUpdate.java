package dev.accord.runtime.sql;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Applies what is missing of each component's migrations, on a worker thread. */
final class SchemaUpdate {
  private SchemaUpdate() {}

  static Future<Void> run(Vertx vertx, DatabaseConfig config, List<Migrations> all) {
    return vertx
        .executeBlocking(
            () -> {
              all.forEach(migrations -> apply(config, migrations));
              return config;
            })
        .mapEmpty();
  }

  private static void apply(DatabaseConfig config, Migrations migrations) {
    try {
      var unused =
          Flyway.configure()
              .dataSource("jdbc:postgresql://" + config.address(), config.user(), config.password())
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
}
