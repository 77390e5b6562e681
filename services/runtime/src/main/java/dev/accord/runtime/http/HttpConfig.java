package dev.accord.runtime.http;

import dev.accord.runtime.launch.Settings;
import java.time.Duration;

/**
 * Where a service listens and how much it takes on.
 *
 * @param port 0 for a free one
 * @param bodyBytesMax a longer request body is answered 413
 * @param inFlightMax requests above it are answered 503 at once
 * @param requestTimeout a request not answered by then gets 503
 * @param drainTimeout how long a closing edge waits for the requests it has
 * @param healthTimeout a health check without an answer by then counts as down
 */
public record HttpConfig(
    String host,
    int port,
    int bodyBytesMax,
    int inFlightMax,
    Duration requestTimeout,
    Duration drainTimeout,
    Duration healthTimeout) {

  private static final HttpConfig DEFAULTS =
      new HttpConfig(
          "127.0.0.1",
          0,
          1024 * 1024,
          1_000,
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(2));

  /** Checks bounds. */
  public HttpConfig {
    if (host.isBlank()) {
      throw new IllegalArgumentException("the HTTP host must not be empty");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("HTTP port " + port + " is not from 0 to 65535");
    }
    if (bodyBytesMax < 1 || inFlightMax < 1) {
      throw new IllegalArgumentException("HTTP limits must be positive");
    }
    if (!isPositive(requestTimeout) || !isPositive(drainTimeout) || !isPositive(healthTimeout)) {
      throw new IllegalArgumentException("HTTP timeouts must be positive");
    }
  }

  /** The defaults: loopback, 1 MiB, 1,000 requests at once. */
  public static HttpConfig onPort(int port) {
    return DEFAULTS.at(DEFAULTS.host, port);
  }

  /** Reads {@code http.…}. */
  public static HttpConfig from(Settings settings, int defaultPort) {
    var d = DEFAULTS;
    return new HttpConfig(
        settings.text("http.host", d.host),
        settings.port("http.port", defaultPort),
        settings.bytes("http.body-max", d.bodyBytesMax, 1024, 64 * 1024 * 1024),
        settings.integer("http.in-flight-max", d.inFlightMax, 1, 100_000),
        time(settings, "http.request-timeout", d.requestTimeout),
        time(settings, "http.drain-timeout", d.drainTimeout),
        time(settings, "http.health-timeout", d.healthTimeout));
  }

  /** The same limits elsewhere. */
  public HttpConfig at(String newHost, int newPort) {
    return new HttpConfig(
        newHost, newPort, bodyBytesMax, inFlightMax, requestTimeout, drainTimeout, healthTimeout);
  }

  private static Duration time(Settings settings, String key, Duration fallback) {
    return settings.duration(key, fallback, Duration.ofMillis(10), Duration.ofMinutes(10));
  }

  private static boolean isPositive(Duration time) {
    return !time.isNegative() && !time.isZero();
  }
}
