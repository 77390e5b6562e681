package dev.accord.payment;

import dev.accord.runtime.launch.Settings;
import java.net.URI;
import java.time.Duration;

/**
 * Whom the payment service asks, and how patiently.
 *
 * @param providerUrl the payment provider's base address
 * @param orderUrl the order service's base address
 * @param orderSecret shows the order service that we may know how an order is paid
 * @param callMax how long one call may take
 * @param callsMax calls at the same time
 * @param retryMin pause after the first call without an answer; doubles with each
 * @param retryMax longest pause between calls
 * @param poll how often calls that are due are looked for, beside being told
 */
record PaymentConfig(
    URI providerUrl,
    URI orderUrl,
    String orderSecret,
    Duration callMax,
    int callsMax,
    Duration retryMin,
    Duration retryMax,
    Duration poll) {

  /** Checks the pauses. */
  PaymentConfig {
    if (retryMax.compareTo(retryMin) < 0) {
      throw new IllegalArgumentException(
          "payment.retry-max " + retryMax + " is below payment.retry-min " + retryMin);
    }
  }

  /** Reads {@code payment.…}. */
  static PaymentConfig from(Settings settings) {
    var shortest = Duration.ofMillis(1);
    var hour = Duration.ofHours(1);
    return new PaymentConfig(
        address(settings, "payment.provider-url", "http://127.0.0.1:8089"),
        address(settings, "payment.order-url", "http://127.0.0.1:8080"),
        settings.secret("payment.order-secret", ""),
        settings.duration("payment.call-max", Duration.ofSeconds(5), shortest, hour),
        settings.integer("payment.calls-max", 16, 1, 1_000),
        settings.duration("payment.retry-min", Duration.ofMillis(200), shortest, hour),
        settings.duration("payment.retry-max", Duration.ofSeconds(30), shortest, hour),
        settings.duration("payment.poll", Duration.ofMillis(250), shortest, hour));
  }

  /** The pause after so many calls without an answer. */
  Duration pauseAfter(int attempts) {
    var pause = retryMin;
    for (int i = 1; i < attempts && pause.compareTo(retryMax) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(retryMax) > 0 ? retryMax : pause;
  }

  /** How long a call belongs to who began it: the question to the order service and the call. */
  Duration lease() {
    return callMax.multipliedBy(3);
  }

  private static URI address(Settings settings, String key, String fallback) {
    var text = settings.text(key, fallback);
    if (!text.matches("https?://[^/\\s]+")) {
      throw new IllegalArgumentException(
          key + " = \"" + text + "\": must be an address such as " + fallback);
    }
    return URI.create(text);
  }
}
