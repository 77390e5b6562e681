package dev.accord.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of callers, each with a connection of its own and one call under way at a time. It
 * ends after a number of calls or a time, whichever comes first. All callers are the thread that
 * runs it, which leaves the other processor to the server.
 */
public final class Load {
  private static final Duration ANSWER_MAX = Duration.ofMinutes(2);
  private static final int CALLERS_MAX = 512;

  /** A request; the body is empty for none. */
  public record Call(String method, String path, String body) {
    /** A call without a body. */
    public static Call get(String path) {
      return new Call("GET", path, "");
    }

    /** A call with a JSON body. */
    public static Call post(String path, String body) {
      return new Call("POST", path, body);
    }
  }

  /**
   * How much to do.
   *
   * @param callers at the same time
   * @param callsMax in all
   * @param timeMax after which no new call begins
   */
  public record Amount(int callers, int callsMax, Duration timeMax) {
    /** Checks. */
    public Amount {
      if (callers < 1 || callers > CALLERS_MAX || callsMax < 1) {
        throw new IllegalArgumentException(
            "1 to " + CALLERS_MAX + " callers and at least one call, not " + callers);
      }
    }
  }

  private final URI server;
  private final Amount amount;
  private final IntFunction<Call> calls;
  private long[] nanos = new long[4096];
  private int begun;
  private int completed;
  private int failed;
  private int active;
  private long startNanos;
  private String firstFailure = "";
  private @Nullable String lastBody;

  private Load(URI server, Amount amount, IntFunction<Call> calls) {
    this.server = server;
    this.amount = amount;
    this.calls = calls;
  }

  /**
   * Runs a load against a server.
   *
   * @param call the n-th call, from 0; asked in order
   * @throws IllegalStateException if no call ended well
   * @throws UncheckedIOException if the server cannot be reached, or leaves off to answer
   */
  public static Measured run(URI server, Amount amount, IntFunction<Call> call) {
    var load = new Load(server, amount, call);
    return load.run();
  }

  /** One answer's body. */
  public static String send(URI server, Call call) {
    var load = new Load(server, new Amount(1, 1, ANSWER_MAX), n -> call);
    var unused = load.run();
    return String.valueOf(load.lastBody);
  }

  private Measured run() {
    try (var selector = Selector.open()) {
      try {
        var connections = new Connection[amount.callers()];
        for (int i = 0; i < connections.length; i++) {
          connections[i] = new Connection(server, selector);
        }
        startNanos = System.nanoTime();
        active = connections.length;
        for (var connection : connections) {
          next(connection, startNanos);
        }
        answerAll(selector);
      } finally {
        for (var key : selector.keys()) {
          key.channel().close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(server + " cannot be reached", e);
    }
    return measured(System.nanoTime());
  }

  private void answerAll(Selector selector) throws IOException {
    while (active > 0) {
      if (selector.select(this::proceed, ANSWER_MAX.toMillis()) == 0) {
        throw new IOException("no answer within " + ANSWER_MAX.toSeconds() + " s");
      }
    }
  }

  private void proceed(SelectionKey key) {
    var connection = (Connection) key.attachment();
    try {
      if (connection.proceed()) {
        note(connection);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void note(Connection connection) throws IOException {
    long now = System.nanoTime();
    if (connection.status() >= 300) {
      failed++;
      firstFailure = failed == 1 ? connection.status() + " " + connection.body() : firstFailure;
    } else {
      if (completed == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * completed);
      }
      nanos[completed++] = now - connection.sentNanos();
      lastBody = amount.callsMax() == 1 ? connection.body() : null;
    }
    next(connection, now);
  }

  private void next(Connection connection, long now) throws IOException {
    if (begun >= amount.callsMax() || now - startNanos >= amount.timeMax().toNanos()) {
      active--;
      return;
    }
    connection.send(calls.apply(begun++));
  }

  private Measured measured(long now) {
    if (completed == 0) {
      throw new IllegalStateException(server + " fulfilled nothing; first answer: " + firstFailure);
    }
    return new Measured(
        Arrays.copyOf(nanos, completed), failed, Duration.ofNanos(now - startNanos));
  }
}
