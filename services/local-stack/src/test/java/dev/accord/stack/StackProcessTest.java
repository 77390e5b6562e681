package dev.accord.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.stack.local.RunFile;
import dev.accord.stack.local.StackPlan;
import dev.accord.stack.local.StateFolder;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stacks as a user starts them: each in a process of its own. */
class StackProcessTest {
  @TempDir Path folder;

  private final int portOffset = StackPlan.freePortOffset();

  @AfterEach
  void stop() {
    assertThat(accord("down").exitCode()).isZero();
  }

  @Test
  void aTakenPortIsNamedBeforeAnythingStarts() throws Exception {
    try (var taken = new ServerSocket(8080 + portOffset, 1, InetAddress.getLoopbackAddress())) {
      var run = accord("up");

      assertThat(run.exitCode()).isEqualTo(4);
      assertThat(run.err())
          .contains("port " + taken.getLocalPort() + " is taken; order needs it", "--port-offset");
      assertThat(run.out()).doesNotContain("Kafka", "PostgreSQL");
    }
  }

  @Test
  void anEphemeralStackInTheBackgroundIsUpUntilItIsTakenDown() throws Exception {
    var up = accord("up", "--detach", "--ephemeral");

    assertThat(up).returns(0, CommandLineRun::exitCode);
    assertThat(up.out()).contains("ready in");
    assertThat(status().getString("state")).isEqualTo("up");
    assertThat(status().getString("kafka")).isEqualTo("127.0.0.1:" + (9092 + portOffset));
    assertThat(accord("up").err()).contains("another stack (process ", "accord down");

    assertThat(accord("down").out()).contains("stopped");
    assertThat(status()).isEqualTo(new JsonObject().put("state", "down"));
    assertThat(folder.resolve("ephemeral")).doesNotExist();
  }

  @Test
  void aKilledStackComesUpAgainByTheSameCommand() throws Exception {
    assertThat(accord("up", "--detach")).returns(0, CommandLineRun::exitCode);
    var process = new StateFolder(folder).running().flatMap(RunFile::process).orElseThrow();
    assertThat(process.destroyForcibly()).isTrue();
    assertThat(process.onExit().get(1, TimeUnit.MINUTES).isAlive()).isFalse();

    assertThat(status().getString("state")).isEqualTo("down");
    assertThat(accord("up", "--detach")).returns(0, CommandLineRun::exitCode);
    assertThat(status().getString("state")).isEqualTo("up");
  }

  private CommandLineRun accord(String... command) {
    var line = new ArrayList<>(List.of(command));
    line.addAll(
        List.of("--data-dir", folder.toString(), "--port-offset", Integer.toString(portOffset)));
    return CommandLineRun.of(line);
  }

  private JsonObject status() {
    return new JsonObject(accord("status", "--json").out());
  }
}
