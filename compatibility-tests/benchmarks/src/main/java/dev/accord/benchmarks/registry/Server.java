package dev.accord.benchmarks.registry;

import dev.accord.benchmarks.Cost;
import dev.accord.embedded.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A server to measure.
 *
 * @param process empty if somebody else has started it
 * @param start from the start of the process to the first 200
 */
record Server(String name, URI url, Optional<ChildProcess> process, Duration start)
    implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofMinutes(2);
  private static final Duration ASK_EVERY = Duration.ofMillis(5);

  /**
   * How to start one.
   *
   * @param probe a path whose first 200 means that it serves
   */
  record Plan(String name, URI url, String probe, List<String> command, Map<String, String> env) {}

  static Server at(String name, URI url) {
    return new Server(name, url, Optional.empty(), Duration.ZERO);
  }

  /** Returns after the first 200. */
  static Server start(Plan plan, Path logs) throws IOException {
    var http = HttpClient.newHttpClient();
    var probe =
        HttpRequest.newBuilder(URI.create(plan.url() + plan.probe()))
            .timeout(Duration.ofSeconds(5))
            .build();
    long begun = System.nanoTime();
    var process =
        ChildProcess.start(plan.command(), plan.env(), logs.resolve(plan.name() + ".log"));
    while (!isOk(http, probe)) {
      if (!process.handle().isAlive() || System.nanoTime() - begun > START_MAX.toNanos()) {
        process.close();
        throw new IOException(plan.name() + " did not start; see its log in " + logs);
      }
      LockSupport.parkNanos(ASK_EVERY.toNanos());
    }
    return new Server(
        plan.name(), plan.url(), Optional.of(process), Duration.ofNanos(System.nanoTime() - begun));
  }

  private static boolean isOk(HttpClient http, HttpRequest probe) throws IOException {
    try {
      return http.send(probe, BodyHandlers.discarding()).statusCode() == 200;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + probe.uri(), e);
    } catch (IOException e) {
      return false;
    }
  }

  Duration processorTime() {
    return process.map(child -> Cost.processorTime(child.handle())).orElse(Duration.ZERO);
  }

  OptionalLong residentMebibytes() {
    return process.isPresent()
        ? Cost.residentMebibytes(process.get().handle())
        : OptionalLong.empty();
  }

  /** SIGTERM, and SIGKILL if that does not end it. */
  @Override
  public void close() {
    process.ifPresent(
        child -> {
          child.handle().destroy();
          var ended = child.handle().onExit().orTimeout(20, TimeUnit.SECONDS).handle((a, b) -> a);
          var unused = ended.join();
          child.close();
        });
  }
}
