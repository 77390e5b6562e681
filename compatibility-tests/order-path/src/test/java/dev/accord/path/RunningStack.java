package dev.accord.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.stack.Accord;
import dev.accord.stack.local.StackPlan;
import dev.accord.stack.process.RunFile;
import dev.accord.stack.process.StateFolder;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A local stack as a user starts it, at ports of its own, on a folder that outlives it. */
final class RunningStack implements AutoCloseable {
  private final Path folder;
  private final int portOffset = StackPlan.freePortOffset();

  private RunningStack(Path folder) {
    this.folder = folder;
  }

  static RunningStack up(Path folder) throws Exception {
    var stack = new RunningStack(folder);
    stack.up();
    return stack;
  }

  /** Starts it, again after {@link #kill}; returns when everything is ready. */
  void up() throws Exception {
    accord("up", "--detach");
  }

  /** kill -9 of the one process that holds broker, registry and services. */
  void kill() throws Exception {
    var process = new StateFolder(folder).running().flatMap(RunFile::process).orElseThrow();
    assertThat(process.destroyForcibly()).isTrue();
    assertThat(process.onExit().get(1, TimeUnit.MINUTES).isAlive()).isFalse();
  }

  Shop shop() throws Exception {
    return new Shop(url("order"));
  }

  String url(String part) throws Exception {
    return status().getJsonObject("urls").getString(part);
  }

  String kafka() throws Exception {
    return status().getString("kafka");
  }

  /** The database, as its administrator. */
  Connection database() throws Exception {
    return connect(status().getString("postgres"));
  }

  @Override
  public void close() throws IOException {
    accord("down");
  }

  private JsonObject status() throws IOException {
    return new JsonObject(accord("status", "--json"));
  }

  private static Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:" + url.replaceFirst("//[^@/]*@", "//"), "postgres", "");
  }

  private String accord(String... command) throws IOException {
    var line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Accord.class.getName()));
    line.addAll(List.of(command));
    line.addAll(
        List.of("--data-dir", folder.toString(), "--port-offset", Integer.toString(portOffset)));
    var process = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.onExit().join().exitValue()).as("%s: %s", List.of(command), output).isZero();
    return output;
  }
}
