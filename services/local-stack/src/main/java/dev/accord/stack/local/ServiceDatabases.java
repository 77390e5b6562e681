package dev.accord.stack.local;

import dev.accord.runtime.sql.DatabaseConfig;
import dev.accord.runtime.sql.ServiceSchema;
import dev.accord.stack.process.CannotRunException;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One database with a role and a schema for each service. */
public final class ServiceDatabases {
  private static final String STARTING_UP = "57P03";

  private final Vertx vertx;
  private final PostgresAddress address;

  ServiceDatabases(Vertx vertx, PostgresAddress address) {
    this.vertx = vertx;
    this.address = address;
  }

  /** Makes the database itself, as the embedded server lacks it at first. */
  void create() {
    var server =
        new PgConnectOptions()
            .setHost(address.host())
            .setPort(address.port())
            .setUser(address.user())
            .setDatabase("postgres");
    var connection = PgConnection.connect(vertx, server).await();
    var name = address.database();
    var found =
        connection.query("select from pg_database where datname = '" + name + "'").execute();
    if (found.await().size() == 0) {
      var unused = connection.query("create database " + name).execute().await();
    }
    connection.close().await();
  }

  /**
   * Makes role and schema of each service.
   *
   * @throws IOException if the server is away
   * @throws CannotRunException if it refuses
   */
  void prepare() throws IOException, CannotRunException {
    var admin =
        new DatabaseConfig(
            address.host(),
            address.port(),
            address.database(),
            address.user(),
            address.password(),
            "public",
            1);
    try {
      for (var part : Part.services()) {
        var service = part.label();
        ServiceSchema.create(vertx, admin, service, password(address, service), service).await();
      }
    } catch (Exception e) {
      if (e instanceof PgException refusal && !STARTING_UP.equals(refusal.getSqlState())) {
        throw new CannotRunException(
            "PostgreSQL at " + address.url() + " refuses: " + refusal.getErrorMessage(), e);
      }
      throw new IOException(e.getMessage(), e);
    }
  }

  /** The settings with which a service finds its schema. */
  Map<String, String> settings(String service) {
    return Map.of(
        "database.host", address.host(),
        "database.port", Integer.toString(address.port()),
        "database.name", address.database(),
        "database.password", password(address, service));
  }

  /**
   * The same for everyone who knows the administrator's password, so that nothing need be stored
   * and a second stack on the same server does not lock the first out.
   */
  public static String password(PostgresAddress address, String service) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      var key = "accord:" + address.password();
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(service.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
