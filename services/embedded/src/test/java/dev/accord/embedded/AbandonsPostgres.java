package dev.accord.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A program that starts a PostgreSQL, notes its process id and dies without stopping it. */
final class AbandonsPostgres {
  private AbandonsPostgres() {}

  /** Takes the data folder and the file to write the process id to. */
  public static void main(String[] args) throws IOException {
    var postgres = PostgresServer.start(Path.of(args[0]));
    Files.writeString(Path.of(args[1]), Long.toString(postgres.pid()));
    Runtime.getRuntime().halt(137);
  }
}
