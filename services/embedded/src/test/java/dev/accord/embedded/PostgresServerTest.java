package dev.accord.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
  @TempDir Path dataDir;

  @Test
  void isDurableAndKeepsItsDataAfterARestart() throws Exception {
    try (var postgres = PostgresServer.start(dataDir)) {
      execute(postgres, "create table kept as select 42 as answer");
      assertThat(query(postgres, "show fsync")).isEqualTo("on");
      assertThat(query(postgres, "show synchronous_commit")).isEqualTo("on");
    }
    try (var postgres = PostgresServer.start(dataDir)) {
      assertThat(query(postgres, "select answer from kept")).isEqualTo("42");
    }
  }

  @Test
  void stopsTheOrphanOfAKilledJvmBeforeItStarts() throws Exception {
    var pidFile = dataDir.resolveSibling(dataDir.getFileName() + ".pid");
    var killed =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                AbandonsPostgres.class.getName(),
                dataDir.toString(),
                pidFile.toString())
            .inheritIO()
            .start();
    assertThat(killed.waitFor()).isEqualTo(137);
    var orphan = ProcessHandle.of(Long.parseLong(Files.readString(pidFile))).orElseThrow();
    assertThat(orphan.isAlive()).isTrue();

    try (var postgres = PostgresServer.start(dataDir)) {
      assertThat(orphan.isAlive()).isFalse();
      assertThat(query(postgres, "select 1")).isEqualTo("1");
    }
  }

  private static void execute(PostgresServer postgres, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(postgres.jdbcUrl("postgres", "postgres"));
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private static String query(PostgresServer postgres, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(postgres.jdbcUrl("postgres", "postgres"));
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
