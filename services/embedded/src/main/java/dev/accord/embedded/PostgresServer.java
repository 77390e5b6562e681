package dev.accord.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * One PostgreSQL beside this JVM, durable ({@code fsync} and {@code synchronous_commit} on), user
 * {@code postgres} without a password, reachable on 127.0.0.1 only. Data in the folder survive
 * {@link #close} and a killed JVM.
 */
public final class PostgresServer implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofMinutes(1);

  private final Path dataDir;
  private volatile EmbeddedPostgres postgres;

  private PostgresServer(EmbeddedPostgres postgres, Path dataDir) {
    this.dataDir = dataDir;
    this.postgres = postgres;
  }

  /** Starts a server on a free port. */
  public static PostgresServer start(Path dataDir) throws IOException {
    return start(dataDir, FreePorts.one());
  }

  /**
   * Starts a server on the folder, making the database first where the folder is new. An orphan
   * that a killed JVM left running on the same folder is stopped before.
   *
   * @throws IOException if the folder cannot be written, the port is taken or no binaries fit this
   *     platform
   */
  public static PostgresServer start(Path dataDir, int port) throws IOException {
    return new PostgresServer(run(dataDir, port), dataDir);
  }

  private static EmbeddedPostgres run(Path dataDir, int port) throws IOException {
    Files.createDirectories(dataDir);
    OrphanedPostmaster.stop(dataDir);
    try {
      return EmbeddedPostgres.builder()
          .setDataDirectory(dataDir)
          .setCleanDataDirectory(false)
          .setRegisterShutdownHook(false)
          .setPort(port)
          .setPGStartupWait(START_MAX)
          // The library's defaults trade durability for speed; an accepted order must survive.
          .setServerConfig("fsync", "on")
          .setServerConfig("synchronous_commit", "on")
          .setServerConfig("full_page_writes", "on")
          .setServerConfig("listen_addresses", "127.0.0.1")
          .setServerConfig("max_connections", "200")
          .start();
    } catch (IllegalStateException e) {
      throw new IOException(
          "PostgreSQL did not start on port "
              + port
              + " with the folder "
              + dataDir
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /**
   * Stops the server that a killed JVM left running on the folder, if there is one.
   *
   * @throws IOException if it does not stop
   */
  public static void stopOrphan(Path dataDir) throws IOException {
    OrphanedPostmaster.stop(dataDir);
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return postgres.getPort();
  }

  /** JDBC address of a database for a user, without password. */
  public String jdbcUrl(String user, String database) {
    return postgres.getJdbcUrl(user, database);
  }

  /** The server process, for drills that kill it. */
  public long pid() throws IOException {
    return OrphanedPostmaster.pid(dataDir)
        .orElseThrow(() -> new IOException("PostgreSQL is not running"));
  }

  /** Whether the server process lives. */
  public boolean isRunning() {
    try {
      return OrphanedPostmaster.running(dataDir).isPresent();
    } catch (IOException | NumberFormatException e) {
      // The file that names the process is being written, or was just removed: look again.
      return true;
    }
  }

  /**
   * Starts the server again on its folder and port, after it has ended by itself.
   *
   * @throws IOException if it cannot start now: what the old one left may hold its memory for
   *     moments
   */
  public void startAgain() throws IOException {
    int port = port();
    // Nothing is left to stop; it lets go of the folder.
    postgres.close();
    postgres = run(dataDir, port);
  }

  /** Fast shutdown: open transactions are rolled back, committed ones are on disk. */
  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
