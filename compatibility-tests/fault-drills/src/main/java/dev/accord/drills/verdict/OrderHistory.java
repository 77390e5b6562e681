package dev.accord.drills.verdict;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a drill recorded, and read at its end. Not thread-safe. */
public final class OrderHistory {
  /** An answer to a POST under an idempotency key. */
  public record Answer(String key, String orderId) {}

  /** An order in the order service; without a cause unless it is cancelled. */
  public record StoredOrder(String id, String key, String phase, String cause, BigDecimal amount) {}

  /** What the order service's timeline says of an order; the status is the one afterwards. */
  public record Step(String orderId, String happening, String status) {}

  /** A row of a service's outbox; the digest is of its bytes. */
  public record Committed(
      String source, String topic, String key, String id, long sequence, String digest) {}

  /** Where a record is. */
  public record Place(String topic, int partition, long offset) {
    @Override
    public String toString() {
      return topic + "-" + partition + "@" + offset;
    }
  }

  /** The headers of an event; all empty and 0 where there are none. */
  public record Headers(
      String source, String id, long sequence, String type, String causation, String time) {
    /** Of a record that is no event. */
    public static final Headers NONE = new Headers("", "", 0, "", "", "");
  }

  /**
   * A record of a topic.
   *
   * @param facts the fields of its event as text, absent ones empty; empty if it cannot be read
   */
  public record Published(
      Place place, String key, Headers headers, String digest, Map<String, String> facts) {
    /** Copies the facts. */
    public Published {
      facts = Map.copyOf(facts);
    }

    @Override
    public String toString() {
      return headers.type() + " " + headers.id() + " of " + key + " at " + place;
    }
  }

  /** Pieces put on the shelf, or taken off it (below zero), for an order or none. */
  public record Movement(String product, String orderId, int quantity) {}

  /** Money that the payment provider took for an order. */
  public record Charge(String id, String orderId, BigDecimal amount) {}

  /** Money that the payment provider gave back. */
  public record Refund(String charge, BigDecimal amount) {}

  /** An order as the view has it; texts, empty where the view has nothing. */
  public record ViewRow(
      String orderId,
      String customer,
      String amount,
      String currency,
      String items,
      String created,
      String reserved,
      String paid,
      String shipped,
      String cancelled,
      String cause) {}

  /** A dead letter. */
  public record Letter(String group, String place) {}

  /** Numbers, both ends included, that a subscription has accounted for within a scope. */
  public record Handled(String group, String topic, String scope, long first, long last) {}

  /**
   * How customers fared during one part of a drill.
   *
   * @param mayRefuse whether what takes orders was itself struck
   * @param refused POSTs that no instance answered
   * @param silence the longest time without an answer while orders were sent
   * @param silenceMax what it may be
   */
  public record Service(
      String during, boolean mayRefuse, int refused, Duration silence, Duration silenceMax) {}

  /**
   * What a part of a drill cost in which processes were asked to stop and started again.
   *
   * @param exitCodes by process: what it ended with
   * @param copies events that came to their topic a second time
   * @param redelivered events that came to a subscriber a second time
   */
  public record Restarts(
      String during, Map<String, Integer> exitCodes, long copies, long redelivered) {
    /** Copies the exit codes. */
    public Restarts {
      exitCodes = Map.copyOf(exitCodes);
    }
  }

  /** A line that a process logged at WARN or ERROR. */
  public record LogLine(String process, String level, String text) {}

  public final List<Answer> answers = new ArrayList<>();
  public final Set<String> unanswered = new HashSet<>();
  public final List<StoredOrder> orders = new ArrayList<>();
  public final List<Step> steps = new ArrayList<>();
  public final List<Committed> committed = new ArrayList<>();
  public final List<Published> published = new ArrayList<>();

  /** How many copies of events the topics may hold: planted, or under way when a relay died. */
  public long duplicatesMax;

  public final List<Movement> movements = new ArrayList<>();
  public final Map<String, Integer> stock = new HashMap<>();

  /** Orders that inventory decided on, and how. */
  public final Map<String, String> reservations = new HashMap<>();

  public final List<Charge> charges = new ArrayList<>();
  public final List<Refund> refunds = new ArrayList<>();
  public final List<ViewRow> view = new ArrayList<>();
  public final List<Handled> handled = new ArrayList<>();
  public final List<Letter> letters = new ArrayList<>();

  /** Where records were planted that no program can read. */
  public final Set<Place> poison = new HashSet<>();

  /** By group, then by {@code topic-partition}: the next offset to be read. */
  public final Map<String, Map<String, Long>> committedOffsets = new HashMap<>();

  /** By what waits, such as rows of an outbox: how many. */
  public final Map<String, Long> waiting = new HashMap<>();

  /** By service: rows of its outbox that were updated or deleted. */
  public final Map<String, Long> changedRows = new HashMap<>();

  public final List<Service> service = new ArrayList<>();
  public final List<Restarts> restarts = new ArrayList<>();
  public final List<LogLine> log = new ArrayList<>();
}
