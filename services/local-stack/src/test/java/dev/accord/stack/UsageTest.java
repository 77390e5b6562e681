package dev.accord.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
  @TempDir Path folder;

  @Test
  void anUnknownOptionIsRefusedWithTheNearestOne() {
    var run = CommandLineRun.of("up", "--port-ofset", "100");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("unknown option --port-ofset", "Did you mean --port-offset?", "accord up --help");
  }

  @Test
  void anUnknownCommandIsRefusedWithTheNearestOne() {
    var run = CommandLineRun.of("statuss");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("unknown command statuss", "Did you mean status?");
  }

  @ParameterizedTest
  @CsvSource({
    "--port-offset, 60000, 56443",
    "--port-offset, ten, ten",
    "--kafka, broker, HOST:PORT",
    "--postgres, db:5432/shop, postgresql://user:password@host:5432/database",
    "--postgres, postgresql://db/shop, names no user",
    "--registry, registry:8081, http://registry.example:8081",
  })
  void aMalformedValueIsRefusedWithTheFormItShouldHave(String option, String value, String form) {
    var run = CommandLineRun.of("up", option, value);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(option, form);
  }

  @Test
  void aPasswordIsNotRepeatedInARefusal() {
    var run = CommandLineRun.of("up", "--postgres", "postgresql://me:secret%@db/shop");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--postgres").doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"up", "down", "stop", "start", "status", "service"})
  void helpShowsExamples(String command) {
    var run = CommandLineRun.of(command, "--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Examples:", "accord " + command);
  }

  @Test
  void anUnknownServiceIsRefusedWithTheKnownOnes() {
    var run = CommandLineRun.of("service", "oder", "--config", "order.yaml");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("no service is called oder", "registry, order, inventory");
  }

  @Test
  void aDataFolderThatCannotBeWrittenIsNamedWithTheWayOut() throws Exception {
    var file = Files.createFile(folder.resolve("a-file"));

    var run = CommandLineRun.of("up", "--data-dir", file.resolve("below").toString());

    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err()).contains(file.toString(), "--data-dir FOLDER");
  }

  @Test
  void aDataFolderThatIsAFileIsCalledSo() throws Exception {
    var file = Files.createFile(folder.resolve("a-file"));

    var run = CommandLineRun.of("up", "--data-dir", file.toString());

    assertThat(run.err()).contains("cannot write to the folder " + file + ": it is a file.");
  }

  @Test
  void nothingRunsOnAFolderThatDoesNotExist() {
    var nowhere = folder.resolve("nowhere").toString();

    assertThat(CommandLineRun.of("status", "--json", "--data-dir", nowhere))
        .isEqualTo(new CommandLineRun(1, "{\"state\":\"down\"}\n", ""));
    assertThat(CommandLineRun.of("down", "--data-dir", nowhere).exitCode()).isZero();
    var stop = CommandLineRun.of("stop", "payment", "--data-dir", nowhere);
    assertThat(stop.exitCode()).isEqualTo(4);
    assertThat(stop.err()).contains("no stack is up on " + nowhere, "accord up");
  }

  @Test
  void aServiceThatTheStackLacksIsRefusedWithThoseItHas() {
    var run = CommandLineRun.of("stop", "registry");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("the stack has no service registry; it has [order, inventory");
  }
}
