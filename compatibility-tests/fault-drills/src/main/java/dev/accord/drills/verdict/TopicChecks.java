package dev.accord.drills.verdict;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.accord.drills.verdict.OrderHistory.Committed;
import dev.accord.drills.verdict.OrderHistory.Published;
import dev.accord.drills.verdict.OrderHistory.StoredOrder;
import dev.accord.drills.verdict.Verdict.Findings;
import java.util.HashMap;
import java.util.Set;

/** Answers, tables of orders, outboxes and topics say the same. */
final class TopicChecks {
  private final OrderHistory history;
  private final RecordedEvents events;
  private final Findings findings;
  private final Set<String> told;

  TopicChecks(OrderHistory history, RecordedEvents events, Findings findings) {
    this.history = history;
    this.events = events;
    this.findings = findings;
    told =
        events.firstCopies.stream()
            .filter(event -> RecordedEvents.name(event).equals(OrderModel.CREATED))
            .map(Published::key)
            .collect(toSet());
  }

  void run() {
    noOrderIsLost();
    noGhost();
    oneOrderAKey();
    eventsInOrder();
    duplicates();
  }

  private void noOrderIsLost() {
    var stored = history.orders.stream().map(StoredOrder::id).collect(toSet());
    for (var answer : history.answers) {
      findings.check(
          Promise.NO_ORDER_IS_LOST,
          stored.contains(answer.orderId()) && told.contains(answer.orderId()),
          () ->
              answer + (stored.contains(answer.orderId()) ? " was never told" : " is not stored"));
    }
    var published = events.all.stream().map(event -> event.headers().id()).collect(toSet());
    for (var event : history.committed) {
      findings.check(
          Promise.NO_ORDER_IS_LOST,
          published.contains(event.id()),
          () -> event + " is on no topic");
    }
  }

  private void noGhost() {
    var committed =
        history.committed.stream().collect(toMap(Committed::id, event -> event, (a, b) -> a));
    for (var event : events.all) {
      var row = committed.get(event.headers().id());
      findings.check(
          Promise.NO_GHOST,
          row != null
              && row.digest().equals(event.digest())
              && row.sequence() == event.headers().sequence()
              && row.key().equals(event.key()),
          () -> event + ", committed " + row);
    }
  }

  private void oneOrderAKey() {
    var answered = new HashMap<String, String>();
    for (var answer : history.answers) {
      var before = answered.putIfAbsent(answer.key(), answer.orderId());
      findings.check(
          Promise.ONE_ORDER_A_KEY,
          before == null || before.equals(answer.orderId()),
          () -> answer + " after " + before);
    }
    history.orders.stream()
        .collect(groupingBy(StoredOrder::key))
        .forEach(
            (key, orders) -> {
              findings.check(
                  Promise.ONE_ORDER_A_KEY, orders.size() == 1, () -> key + " has " + orders);
              findings.check(
                  Promise.ONE_ORDER_A_KEY,
                  !history.unanswered.contains(key) || told.contains(orders.get(0).id()),
                  () -> orders + " is stored and not told");
            });
  }

  private void eventsInOrder() {
    var last = new HashMap<String, Long>();
    for (var event : events.firstCopies) {
      var chain = event.headers().source() + " " + event.place().topic() + " " + event.key();
      var before = last.getOrDefault(chain, 0L);
      findings.check(
          Promise.EVENTS_OF_A_KEY_IN_ORDER,
          event.headers().sequence() == before + 1,
          () -> event + " is " + event.headers().sequence() + " after " + before);
      last.put(chain, event.headers().sequence());
    }
  }

  private void duplicates() {
    events.all.stream()
        .collect(groupingBy(event -> event.headers().id()))
        .forEach(
            (id, copies) -> {
              var kinds =
                  copies.stream()
                      .map(copy -> copy.key() + copy.headers() + copy.digest())
                      .collect(toSet());
              findings.check(
                  Promise.DUPLICATES_ARE_EQUAL, kinds.size() == 1, () -> id + " is " + copies);
            });
    long copies = events.all.size() - (long) events.firstCopies.size();
    findings.check(
        Promise.DUPLICATES_ARE_BOUNDED,
        copies <= history.duplicatesMax,
        () -> copies + " copies on the topics, " + history.duplicatesMax + " at most were due");
  }
}
