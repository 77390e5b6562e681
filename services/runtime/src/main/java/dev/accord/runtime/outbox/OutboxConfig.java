package dev.accord.runtime.outbox;

import dev.accord.runtime.launch.Settings;
import dev.accord.runtime.relay.Relay;
import java.time.Duration;

/**
 * How a service publishes.
 *
 * @param source the service's name, as in {@code ce_source}; sequences count per source
 * @param batchRowsMax rows published before the position is stored: what a crash may publish twice
 * @param pollMin pause after work was found
 * @param pollMax pause when idle; also how soon rows of another process are noticed
 * @param eventBytesMax a larger event rolls its transaction back; not above the topic's limit
 * @param keepPublished how long published rows stay at least, for {@code republish}
 * @param backlogAgeMax a row that waits longer makes the service unready
 * @param backlogRowsMax unpublished rows above which requests that emit are refused
 */
public record OutboxConfig(
    String source,
    int batchRowsMax,
    Duration pollMin,
    Duration pollMax,
    int eventBytesMax,
    Duration keepPublished,
    Duration backlogAgeMax,
    int backlogRowsMax) {

  private static final int BATCH_ROWS_MAX = 2_000;
  private static final int EVENT_BYTES_MAX = 1_000_000;
  private static final Duration POLL_MIN = Duration.ofMillis(5);
  private static final Duration POLL_MAX = Duration.ofMillis(250);
  private static final Duration KEEP_PUBLISHED = Duration.ofDays(1);
  private static final Duration BACKLOG_AGE_MAX = Duration.ofSeconds(30);
  private static final int BACKLOG_ROWS_MAX = 100_000;

  /** Checks the bounds. */
  public OutboxConfig {
    if (source.isBlank()) {
      throw new IllegalArgumentException("an outbox needs the name of its service as source");
    }
    if (eventBytesMax < 1 || backlogRowsMax < 1) {
      throw new IllegalArgumentException(
          "outbox.event-bytes-max and outbox.backlog-rows-max must be at least 1");
    }
    var unused = new Relay.Policy(batchRowsMax, pollMin, pollMax, keepPublished, backlogAgeMax);
  }

  /** The defaults. */
  public static OutboxConfig of(String source) {
    return new OutboxConfig(
        source,
        BATCH_ROWS_MAX,
        POLL_MIN,
        POLL_MAX,
        EVENT_BYTES_MAX,
        KEEP_PUBLISHED,
        BACKLOG_AGE_MAX,
        BACKLOG_ROWS_MAX);
  }

  /** Reads {@code outbox.…}. */
  public static OutboxConfig from(Settings settings, String service) {
    return new OutboxConfig(
        service,
        settings.integer(
            "outbox.batch-rows-max", BATCH_ROWS_MAX, Relay.Policy.BATCH_ROWS_MIN, 100_000),
        settings.duration("outbox.poll-min", POLL_MIN, Duration.ofMillis(1), Duration.ofMinutes(1)),
        settings.duration("outbox.poll-max", POLL_MAX, Duration.ofMillis(1), Duration.ofMinutes(1)),
        settings.bytes("outbox.event-bytes-max", EVENT_BYTES_MAX, 1_024, 16 * 1_024 * 1_024),
        settings.duration(
            "outbox.keep-published", KEEP_PUBLISHED, Duration.ofMinutes(1), Duration.ofDays(365)),
        settings.duration(
            "outbox.backlog-age-max", BACKLOG_AGE_MAX, Duration.ofSeconds(1), Duration.ofDays(1)),
        settings.integer("outbox.backlog-rows-max", BACKLOG_ROWS_MAX, 1, 100_000_000));
  }

  Relay.Policy relay() {
    return new Relay.Policy(batchRowsMax, pollMin, pollMax, keepPublished, backlogAgeMax);
  }
}
