package dev.accord.drills.order;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a drill recorded, and read at its end. Not thread-safe. */
final class OrderHistory {
  /** An answer to a POST under an idempotency key. */
  record Answer(String key, String orderId) {}

  /** An order in the order service. */
  record StoredOrder(String id, String key, String status) {}

  /** A row of a service's outbox; the digest is of its bytes. */
  record Committed(
      String source, String topic, String key, String id, long sequence, String digest) {}

  /** A record of a topic; without the headers of an event, id and source are empty. */
  record Published(
      String topic,
      int partition,
      long offset,
      String key,
      String source,
      String id,
      long sequence,
      String type,
      String digest) {
    String place() {
      return topic + "-" + partition + "@" + offset;
    }
  }

  /** Pieces put on the shelf, or taken off it (below zero), for an order or none. */
  record Movement(String product, String orderId, int quantity) {}

  /** A dead letter. */
  record Letter(String group, String place, String eventId) {}

  final List<Answer> answers = new ArrayList<>();
  final Set<String> unanswered = new HashSet<>();
  final List<StoredOrder> orders = new ArrayList<>();
  final List<Committed> committed = new ArrayList<>();
  final List<Published> published = new ArrayList<>();
  final List<Movement> movements = new ArrayList<>();
  final Map<String, Integer> stock = new HashMap<>();

  /** Orders that inventory decided on, and how. */
  final Map<String, String> reservations = new HashMap<>();

  final List<Letter> letters = new ArrayList<>();

  /** Where records were planted that no program can read. */
  final Set<String> poison = new HashSet<>();

  /** By partition of topic orders: what group inventory committed. */
  final Map<Integer, Long> committedOffsets = new HashMap<>();

  /** By service: rows that wait, and rows the database keeps dead. */
  final Map<String, Long> unpublished = new HashMap<>();

  final Map<String, Long> deadRows = new HashMap<>();
}
