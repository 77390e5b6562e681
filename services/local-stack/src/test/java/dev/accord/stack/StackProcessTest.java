package dev.accord.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.stack.local.StackPlan;
import dev.accord.stack.process.RunFile;
import dev.accord.stack.process.StateFolder;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stacks as a user starts them: each in a process of its own. */
class StackProcessTest {
  private static final Pattern SAMPLE_ORDER = Pattern.compile("curl -s (\\S+) .* -d '(.*)'");
  private static final String SCARCE_PRODUCT = "00000000-0000-4000-8000-000000000005";
  private static final String NEWEST_ORDER =
      "/subjects/orders-dev.accord.shop.order.OrderCreated/versions/latest";
  private static final Duration ANSWER_MAX = Duration.ofMinutes(1);

  @TempDir Path folder;

  private final int portOffset = StackPlan.freePortOffset();
  private final HttpClient http = HttpClient.newHttpClient();

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
  void anEphemeralStackInTheBackgroundServesOrdersUntilItIsTakenDown() throws Exception {
    var up = up("--ephemeral");
    assertThat(accord("status").exitCode()).isZero();
    assertThat(status().getString("kafka")).isEqualTo("127.0.0.1:" + (9092 + portOffset));
    assertThat(accord("up").err()).contains("another stack (process ", "accord down");

    var orderId = place(sampleOrder(up));
    assertThat(settled(orderId).getString("status")).isEqualTo("SHIPPED");
    var tooMuch = sampleOrder(up);
    tooMuch
        .getJsonArray("items")
        .getJsonObject(0)
        .put("productId", SCARCE_PRODUCT)
        .put("quantity", 1_000);
    var cancelled = settled(place(tooMuch));
    assertThat(cancelled.getString("status")).isEqualTo("CANCELLED");
    assertThat(cancelled.getString("reason")).contains(SCARCE_PRODUCT, "1000 wanted");
    assertThat(mail(cancelled.getString("orderId")))
        .contains("was cancelled", "1000 wanted", "customer@example.com");

    aPostgresThatEndedComesBack(up);
    ordersWaitForAStoppedPaymentService(up);
    slowMailsKeepNoOrder(up);

    assertThat(accord("down").out()).contains("stopped");
    assertThat(status()).isEqualTo(new JsonObject().put("state", "down"));
    assertThat(folder.resolve("ephemeral")).doesNotExist();
  }

  private void aPostgresThatEndedComesBack(CommandLineRun up) throws Exception {
    var pidFile = new StateFolder(folder).postgres(true).resolve("postmaster.pid");
    var pid = pidIn(pidFile).orElseThrow();
    assertThat(ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly()).isTrue();

    long deadline = System.nanoTime() + ANSWER_MAX.toNanos();
    while (pidIn(pidFile).filter(now -> !now.equals(pid)).isEmpty()) {
      assertThat(System.nanoTime()).as("PostgreSQL is away").isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    var answer = post(sampleOrder(up));
    while (answer.statusCode() == 503) {
      assertThat(System.nanoTime()).as(answer.body()).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      answer = post(sampleOrder(up));
    }
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  /** Empty while the file is not there or not written yet. */
  private static Optional<String> pidIn(Path file) throws IOException {
    try (var lines = Files.lines(file)) {
      return lines.findFirst().map(String::strip);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private void ordersWaitForAStoppedPaymentService(CommandLineRun up) throws Exception {
    assertThat(accord("stop", "payment").out()).isEqualTo("payment stopped\n");
    assertThat(status().getJsonArray("stopped")).containsExactly("payment");
    assertThat(accord("status").out()).containsPattern("payment +stopped");
    var waiting = place(sampleOrder(up));
    assertThat(orderIn(List.of("RESERVED"), waiting)).isNotEmpty();

    assertThat(accord("start", "payment").out()).isEqualTo("payment is up\n");
    assertThat(settled(waiting).getString("status")).isEqualTo("SHIPPED");
  }

  private void slowMailsKeepNoOrder(CommandLineRun up) throws Exception {
    eachMailTakes(Duration.ofMinutes(5));
    for (int i = 0; i < 3; i++) {
      assertThat(settled(place(sampleOrder(up))).getString("status")).isEqualTo("SHIPPED");
    }
    eachMailTakes(Duration.ZERO);
  }

  private void eachMailTakes(Duration delay) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + (8025 + portOffset) + "/delay"))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString("{\"seconds\": " + delay.toSeconds() + "}"))
            .build();
    var answer = http.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
  }

  @Test
  void aKilledStackComesUpAgainWithItsDataByTheSameCommand() throws Exception {
    var up = up();
    var newest = get("registry", NEWEST_ORDER);
    var orderId = place(sampleOrder(up));
    kill();
    assertThat(status().getString("state")).isEqualTo("down");

    var unused = up();

    assertThat(settled(orderId).getString("status")).isEqualTo("SHIPPED");
    assertThat(get("registry", NEWEST_ORDER)).as("id and version").isEqualTo(newest);
  }

  private CommandLineRun up(String... options) {
    var line = new ArrayList<>(List.of("up", "--detach"));
    line.addAll(List.of(options));
    var run = accord(line.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.toString()).isZero();
    return run;
  }

  private CommandLineRun accord(String... command) {
    var line = new ArrayList<>(List.of(command));
    line.addAll(
        List.of("--data-dir", folder.toString(), "--port-offset", Integer.toString(portOffset)));
    return CommandLineRun.of(line);
  }

  private void kill() throws Exception {
    var process = new StateFolder(folder).running().flatMap(RunFile::process).orElseThrow();
    assertThat(process.destroyForcibly()).isTrue();
    assertThat(process.onExit().get(1, TimeUnit.MINUTES).isAlive()).isFalse();
  }

  private JsonObject status() {
    return new JsonObject(accord("status", "--json").out());
  }

  /** The order that the printed curl places. */
  private JsonObject sampleOrder(CommandLineRun up) {
    var curl = SAMPLE_ORDER.matcher(up.out());
    assertThat(curl.find()).as(up.out()).isTrue();
    assertThat(curl.group(1)).isEqualTo("http://127.0.0.1:" + (8080 + portOffset) + "/orders");
    return new JsonObject(curl.group(2));
  }

  private HttpResponse<String> post(JsonObject order) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(address("order", "/orders"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(order.encode()))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private String place(JsonObject order) throws IOException, InterruptedException {
    var response = post(order);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    return new JsonObject(response.body()).getString("orderId");
  }

  private JsonObject settled(String orderId) throws IOException, InterruptedException {
    return orderIn(List.of("SHIPPED", "CANCELLED"), orderId);
  }

  private JsonObject orderIn(List<String> states, String orderId)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + ANSWER_MAX.toNanos();
    while (true) {
      var order = new JsonObject(get("order", "/orders/" + orderId));
      if (states.contains(order.getString("status"))) {
        return order;
      }
      assertThat(System.nanoTime()).as("%s is not in %s", order, states).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /** What the customer was written of the order. */
  private String mail(String orderId) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + ANSWER_MAX.toNanos();
    while (true) {
      var mails = get("mails", "?order=" + orderId);
      if (!mails.equals("[]")) {
        return mails;
      }
      assertThat(System.nanoTime()).as("no mail of %s", orderId).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private String get(String service, String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(address(service, path)).build();
    var response = http.send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  private URI address(String service, String path) {
    return URI.create(status().getJsonObject("urls").getString(service) + path);
  }
}
