package dev.accord.runtime.inbox;

import dev.accord.runtime.kafka.ConsumerLoop;
import dev.accord.runtime.launch.Settings;
import java.time.Duration;

/**
 * How a service consumes.
 *
 * @param group the consumer group; what was handled is remembered under this name
 * @param home the group whose offsets say for which database all this is read, itself as a rule
 * @param members how many members of the group one instance is: consumers that compete for the
 *     partitions
 * @param limits how much one instance takes on at a time
 * @param sliceMax events whose effects are one commit, at most
 * @param attemptsMax attempts of a failing handler before its event is parked
 * @param retryMin pause after the first failure; doubles with each
 * @param retryMax longest pause between attempts
 * @param unknownEvents what happens to events of types nobody subscribed to
 * @param sharing how the members of the group share what there is to read
 * @param acceptGap whether to go on behind records that were deleted before the group read them
 */
public record InboxConfig(
    String group,
    String home,
    int members,
    ConsumerLoop.Limits limits,
    int sliceMax,
    int attemptsMax,
    Duration retryMin,
    Duration retryMax,
    UnknownEvents unknownEvents,
    Sharing sharing,
    boolean acceptGap) {

  /** What happens to events of types nobody subscribed to; counted either way. */
  public enum UnknownEvents {
    /** Passed over: a topic may gain event types without asking its readers. */
    IGNORE,
    /** Kept among the dead letters. */
    PARK
  }

  /** How the members of a group share what there is to read. */
  public enum Sharing {
    /** Each reads partitions of its own, so events of a key are handled in order. */
    BY_PARTITION,
    /** Any of them gets any record, in no order: for events that stand alone. */
    BY_RECORD
  }

  private static final int SLICE_MAX = 50;
  private static final int ATTEMPTS_MAX = 5;
  private static final Duration RETRY_MIN = Duration.ofMillis(50);
  private static final Duration RETRY_MAX = Duration.ofSeconds(10);

  /** Checks the bounds. */
  public InboxConfig {
    if (group.isBlank() || home.isBlank()) {
      throw new IllegalArgumentException("an inbox needs a consumer group");
    }
    if (members < 1 || sliceMax < 1) {
      throw new IllegalArgumentException(
          "an inbox is at least one member of its group and commits at least one event at a time");
    }
    if (attemptsMax < 1 || retryMin.toMillis() < 1 || retryMax.compareTo(retryMin) < 0) {
      throw new IllegalArgumentException(
          "an inbox needs at least one attempt, and a longest pause not below the first");
    }
  }

  /** The defaults. */
  public static InboxConfig of(String group) {
    return new InboxConfig(
        group,
        group,
        1,
        ConsumerLoop.Limits.DEFAULT,
        SLICE_MAX,
        ATTEMPTS_MAX,
        RETRY_MIN,
        RETRY_MAX,
        UnknownEvents.IGNORE,
        Sharing.BY_PARTITION,
        false);
  }

  /**
   * Reads {@code inbox.…}; the service's name is the default of the group.
   *
   * @param members the default of that number
   */
  public static InboxConfig from(Settings settings, String service, int members) {
    var hour = Duration.ofHours(1);
    var limits = ConsumerLoop.Limits.DEFAULT;
    var group = settings.text("inbox.group", service);
    return new InboxConfig(
        group,
        group,
        settings.integer("inbox.members", members, 1, 64),
        new ConsumerLoop.Limits(
            settings.integer("inbox.running-max", limits.runningMax(), 1, 1_000),
            settings.integer(
                "inbox.partition-records-max", limits.partitionRecordsMax(), 1, 100_000),
            settings.duration("inbox.revocation-max", limits.revocationMax(), Duration.ZERO, hour),
            settings.duration(
                "inbox.handling-max", limits.handlingMax(), Duration.ofSeconds(1), hour)),
        settings.integer("inbox.slice-max", SLICE_MAX, 1, 1_000),
        settings.integer("inbox.attempts-max", ATTEMPTS_MAX, 1, 1_000),
        settings.duration("inbox.retry-min", RETRY_MIN, Duration.ofMillis(1), hour),
        settings.duration("inbox.retry-max", RETRY_MAX, Duration.ofMillis(1), hour),
        settings.choice("inbox.unknown-events", UnknownEvents.IGNORE),
        Sharing.BY_PARTITION,
        settings.flag("inbox.accept-gap", false));
  }

  /** The same for another group of the service, which shares in its own way. */
  public InboxConfig forGroup(String other, Sharing otherSharing) {
    return new InboxConfig(
        other,
        home,
        members,
        limits,
        sliceMax,
        attemptsMax,
        retryMin,
        retryMax,
        unknownEvents,
        otherSharing,
        acceptGap);
  }
}
