package dev.accord.stack;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.accord.runtime.kafka.KafkaConfig;
import dev.accord.runtime.launch.DependencyAwayException;
import dev.accord.runtime.sql.Database;
import dev.accord.runtime.sql.DatabaseConfig;
import dev.accord.runtime.sql.DatabaseRefusedException;
import dev.accord.stack.local.PostgresAddress;
import dev.accord.stack.local.ServiceDatabases;
import dev.accord.stack.process.CannotRunException;
import dev.accord.stack.process.RunFile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whose tables are meant, and how the answer is to look: options of every operation. */
final class ServiceChoice {
  private static final long OPEN_SECONDS_MAX = 15;
  private static final Duration STATEMENT_MAX = Duration.ofSeconds(30);
  private static final String UNDEFINED_TABLE = "42P01";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Mixin private final StackChoice stack = new StackChoice();

  @Option(
      names = "--service",
      paramLabel = "NAME",
      description = "The service: order, inventory, ...")
  private String service = "";

  private @Nullable PostgresAddress postgres;

  @Option(
      names = "--postgres",
      paramLabel = "URL",
      description =
          "The stack's database, where it was started with --postgres and a password. Default: that"
              + " of the running stack.")
  void postgres(String url) {
    postgres = address("--postgres", url);
  }

  private @Nullable PostgresAddress database;

  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "The service's own database login, postgresql://user:password@host:5432/database, of a"
              + " service outside any local stack.")
  void database(String url) {
    database = address("--database", url);
  }

  @Option(
      names = "--schema",
      paramLabel = "NAME",
      description = "The service's schema. Default: its name.")
  private @Nullable String schema;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json. Default: text.")
  private Format format = Format.text;

  /** How an answer looks. */
  enum Format {
    text,
    json
  }

  /** What is done with the service's tables. */
  interface Work<T> {
    Future<T> run(Vertx vertx, Database database);
  }

  /** The service that is meant where nobody says which. */
  @CanIgnoreReturnValue
  ServiceChoice unlessGiven(String usual) {
    if (service.isEmpty()) {
      service = usual;
    }
    return this;
  }

  boolean json() {
    return format == Format.json;
  }

  /**
   * Runs the work on the service's tables.
   *
   * @throws CannotRunException if there is no such service, or its database is away
   */
  <T> T on(Work<T> work) throws CannotRunException {
    var config = config();
    var vertx = Vertx.vertx();
    try {
      var database = Database.open(vertx, config).await(OPEN_SECONDS_MAX, TimeUnit.SECONDS);
      return work.run(vertx, database).await();
    } catch (TimeoutException e) {
      throw new CannotRunException(
          "PostgreSQL at " + config.host() + ":" + config.port() + " does not answer", e);
    } catch (DatabaseRefusedException | DependencyAwayException e) {
      throw new CannotRunException(String.valueOf(e.getMessage()), e);
    } catch (PgException e) {
      throw UNDEFINED_TABLE.equals(e.getSqlState())
          ? new CannotRunException(
              "schema "
                  + config.schema()
                  + " has no outbox and inbox of this version: is "
                  + service
                  + " a service with events, and has it been started with this version?",
              e)
          : new CannotRunException("PostgreSQL refuses: " + e.getErrorMessage(), e);
    } finally {
      vertx.close().await();
    }
  }

  /** The running stack's broker, unless another one is given. */
  KafkaConfig kafka(@Nullable String bootstrapServers) throws CannotRunException {
    var servers =
        bootstrapServers == null ? running("--kafka HOST:PORT").kafka() : bootstrapServers;
    return KafkaConfig.of(servers, "http://no-registry-is-needed");
  }

  private DatabaseConfig config() throws CannotRunException {
    if (service.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "Missing required option: '--service=NAME'");
    }
    var name = schema == null ? service : schema;
    if (database != null) {
      return config(database, database.user(), database.password(), name);
    }
    var stackDatabase =
        postgres == null ? PostgresAddress.parse(running("--database URL").postgres()) : postgres;
    return config(stackDatabase, service, ServiceDatabases.password(stackDatabase, service), name);
  }

  private static DatabaseConfig config(
      PostgresAddress where, String user, String password, String schema) {
    return new DatabaseConfig(
        where.host(), where.port(), where.database(), user, password, schema, 2, STATEMENT_MAX);
  }

  private RunFile running(String instead) throws CannotRunException {
    var folder = stack.folder();
    return folder
        .running()
        .orElseThrow(
            () ->
                new CannotRunException(
                    "no stack runs on "
                        + folder.path()
                        + ": start it (accord up), or give "
                        + instead));
  }

  private PostgresAddress address(String option, String url) {
    try {
      return PostgresAddress.parse(url);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage(), e);
    }
  }
}
