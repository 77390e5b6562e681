package dev.accord.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.embedded.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service as its operator meets it: a process with arguments, output and an exit code. */
class LaunchedServiceTest {
  private static final int SIGTERM_SECONDS_MAX = 30;

  @TempDir Path folder;
  private final List<Process> started = new ArrayList<>();

  private Path errors;

  @BeforeEach
  void makeErrorFile() {
    errors = folder.resolve("errors.txt");
  }

  @AfterEach
  void killWhatIsLeft() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void saysWhereItIsAndOnSigtermFinishesTheRequestItHas() throws Exception {
    var process = start(Map.of());
    var ready = process.inputReader().readLine();
    assertThat(ready).matches("sample is ready on http://127.0.0.1:\\d+ \\(started in \\d+ ms\\)");
    var url = URI.create(ready.replaceAll(".*(http\\S+).*", "$1"));
    var client = HttpClient.newHttpClient();
    var slow = get(client, url.resolve("/slow"));
    waitUntilInFlight(client, url);

    process.destroy();

    assertThat(slow.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    assertThat(slow.get().body()).isEqualTo("\"done\"");
    assertThat(exitCode(process)).isZero();
    assertThat(errors()).contains("sample is stopping", "sample has stopped");
  }

  @Test
  void isStoppedInOrderWhileItStillWaitsForSomething() throws Exception {
    var process = start(Map.of(), "--never-ready", "--debug");
    while (!errors().contains("sample has a place, and waits")) {
      assertThat(process.waitFor(20, TimeUnit.MILLISECONDS)).isFalse();
    }

    process.destroy();

    assertThat(exitCode(process)).isZero();
    assertThat(errors())
        .contains("sample gives its place up", "sample has stopped")
        .doesNotContain("could not start");
  }

  @Test
  void isCutOffWhenItDoesNotStopInTime() throws Exception {
    var process = start(Map.of(), "--never-stops", "--stop.timeout=1s");
    assertThat(process.inputReader().readLine()).contains("ready");

    process.destroy();

    assertThat(exitCode(process)).isEqualTo(4);
    assertThat(errors()).contains("did not stop within 1 s and is cut off");
  }

  @Test
  void refusesBadSettingsAllAtOnceWithoutAStackTrace() throws Exception {
    var process = start(Map.of("ACCORD_HTTP_PORT", "http"), "--slownes=1s");

    assertThat(exitCode(process)).isEqualTo(2);
    assertThat(errors().lines())
        .containsExactly(
            "sample: http.port = \"http\" (environment ACCORD_HTTP_PORT): must be a whole number"
                + " from 0 to 65535",
            "sample: unknown key \"slownes\" (option --slownes), did you mean \"slowness\"?",
            "sample: not started; --help lists the settings");
  }

  @Test
  void aTakenPortIsOneSentenceWithTheWayOut() throws Exception {
    try (var taken = new ServerSocket(FreePorts.one(), 1, InetAddress.getLoopbackAddress())) {
      var process = start(Map.of(), "--http.port=" + taken.getLocalPort());

      assertThat(exitCode(process)).isEqualTo(4);
      assertThat(errors())
          .contains("sample could not start: cannot listen on 127.0.0.1:" + taken.getLocalPort())
          .contains("stop what listens there, or set --http.port")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void helpListsEverySettingWithItsDefaultAndNoSecret() throws Exception {
    var process = start(Map.of(), "--help");

    assertThat(exitCode(process)).isZero();
    assertThat(process.inputReader().lines().toList().toString())
        .contains("--http.body-max=VALUE  a size from 1KiB to 64MiB")
        .contains("(bytes, KiB or MiB); default 1MiB")
        .contains("--stop.timeout=VALUE  a time from 1s to 10m (ms, s, m, h or d); default 25s")
        .contains("--password=VALUE  a secret text")
        .doesNotContain("s3cret");
  }

  private static void waitUntilInFlight(HttpClient client, URI url) throws Exception {
    for (int i = 0; i < 1_000; i++) {
      var metrics = get(client, url.resolve("/metrics")).get(10, TimeUnit.SECONDS).body();
      if (metrics.contains("http_server_requests_in_flight{service=\"sample\"} 1.0")) {
        return;
      }
    }
    throw new AssertionError("the slow request never arrived");
  }

  private static CompletableFuture<HttpResponse<String>> get(HttpClient client, URI url) {
    return client.sendAsync(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
  }

  private Process start(Map<String, String> environment, String... args) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    command.add(SampleService.class.getName());
    command.addAll(List.of(args));
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    var process = builder.redirectError(errors.toFile()).start();
    started.add(process);
    return process;
  }

  private static int exitCode(Process process) throws InterruptedException {
    assertThat(process.waitFor(SIGTERM_SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private String errors() throws IOException {
    return Files.readString(errors);
  }
}
