package dev.accord.runtime.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accord.embedded.FreePorts;
import dev.accord.embedded.PostgresServer;
import dev.accord.runtime.launch.DependencyAwayException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is not there at the start, goes away later, and comes back on the same port. */
class DatabaseOutageTest {
  @TempDir Path dataDir;

  @Test
  void waitsForTheServerAtTheStartAndRecoversByItselfLater() throws Exception {
    var vertx = Vertx.vertx();
    int port = FreePorts.one();
    try {
      var config = new DatabaseConfig("127.0.0.1", port, "postgres", "postgres", "", "public", 4);
      var opening = Database.open(vertx, config);
      var unusedPause = await(vertx.timer(500, TimeUnit.MILLISECONDS));
      assertThat(opening.isComplete()).isFalse();

      Database database;
      try (var postgres = PostgresServer.start(dataDir, port)) {
        database = await(opening);
        var unused = await(database.check());
        stopsUnderAnOpenTransaction(database, postgres);
      }
      assertThatThrownBy(() -> await(database.check()))
          .isInstanceOf(DependencyAwayException.class)
          .hasMessageContaining("PostgreSQL at 127.0.0.1:" + port + "/postgres is away");
      assertThatThrownBy(() -> await(database.inTransaction(sql -> Future.succeededFuture())))
          .isInstanceOf(DependencyAwayException.class);
      assertThatThrownBy(() -> await(database.pool().preparedQuery("select 1").execute()))
          .isInstanceOf(DependencyAwayException.class);

      try (var postgres = PostgresServer.start(dataDir, port)) {
        assertThat(postgres.port()).isEqualTo(port);
        var unusedCheck = await(database.check());
        var unusedTransaction =
            await(database.inTransaction(sql -> sql.query("select 1").execute()));
        var unusedClose = await(database.close());
      }
    } finally {
      var unused = await(vertx.close());
    }
  }

  private static void stopsUnderAnOpenTransaction(Database database, PostgresServer postgres)
      throws Exception {
    var begun = Promise.<Void>promise();
    var goOn = Promise.<Void>promise();
    var transaction =
        database.inTransaction(
            sql ->
                sql.query("select 1")
                    .execute()
                    .onSuccess(ignored -> begun.complete())
                    .compose(ignored -> goOn.future())
                    .compose(ignored -> sql.query("select 2").execute()));
    var unused = await(begun.future());
    postgres.close();
    goOn.complete();
    assertThatThrownBy(() -> await(transaction)).isInstanceOf(DependencyAwayException.class);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(60, TimeUnit.SECONDS);
  }
}
