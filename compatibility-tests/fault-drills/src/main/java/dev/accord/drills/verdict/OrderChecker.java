package dev.accord.drills.verdict;

import dev.accord.drills.verdict.OrderHistory.LogLine;
import dev.accord.drills.verdict.Verdict.Findings;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds every promise that a history breaks. */
public final class OrderChecker {
  private static final Pattern GIVES_UP =
      Pattern.compile("park|skip|drop|discard|ignor", Pattern.CASE_INSENSITIVE);

  /** Connections of the clients we use, which complain of what passes by itself. */
  private static final Pattern CLIENT =
      Pattern.compile("(CommitRequestManager|ConnectionBase|SMTPConnection) .*");

  /** The consumer groups whose work is checked. */
  public static final Set<String> GROUPS = OrderModel.TOPICS.keySet();

  /** Those among them that are share groups. */
  public static final Set<String> SHARE_GROUPS = OrderModel.SHARE_GROUPS;

  private final OrderHistory history;
  private final Findings findings = new Findings();

  private OrderChecker(OrderHistory history) {
    this.history = history;
  }

  /** Judges a history that has ended. */
  public static Verdict check(OrderHistory history) {
    var checker = new OrderChecker(history);
    var events = new RecordedEvents(history);
    new TopicChecks(history, events, checker.findings).run();
    new EffectChecks(history, events, checker.findings).run();
    new SagaChecks(history, events, checker.findings).run();
    new DeliveryChecks(history, events, checker.findings).run();
    new ViewChecks(history, events, checker.findings).run();
    checker.nothingWaits();
    checker.ordersAreTaken();
    checker.stopsLeaveNothing();
    checker.noSilentSkip();
    return checker.findings.verdict();
  }

  /** Records on topics beyond the first copy of their event: equal, bounded, and counted. */
  public static long duplicates(OrderHistory history) {
    var events = new RecordedEvents(history);
    return events.all.size() - (long) events.firstCopies.size();
  }

  /** Whether a consumer group is known to read a topic. */
  public static boolean reads(String group, String topic) {
    return OrderModel.TOPICS.getOrDefault(group, List.of()).contains(topic);
  }

  private void nothingWaits() {
    history.waiting.forEach(
        (what, count) ->
            findings.check(Promise.NOTHING_WAITS, count == 0, () -> count + " wait: " + what));
    history.changedRows.forEach(
        (service, rows) ->
            findings.check(
                Promise.NO_BLOAT,
                rows == 0,
                () -> rows + " rows of the outbox of " + service + " were changed"));
  }

  private void ordersAreTaken() {
    for (var part : history.service) {
      findings.check(
          Promise.ORDERS_ARE_TAKEN,
          (part.mayRefuse() || part.refused() == 0)
              && part.silence().compareTo(part.silenceMax()) <= 0,
          part::toString);
    }
  }

  private void stopsLeaveNothing() {
    for (var part : history.restarts) {
      part.exitCodes()
          .forEach(
              (process, code) ->
                  findings.check(
                      Promise.A_STOP_LEAVES_NOTHING,
                      code == 0,
                      () -> process + " ended with " + code + " during: " + part.during()));
      findings.check(
          Promise.A_STOP_LEAVES_NOTHING,
          part.copies() == 0 && part.redelivered() == 0,
          part::toString);
    }
  }

  /** Whoever says that he gives a record up, or complains at all, says which dead letter it is. */
  private void noSilentSkip() {
    for (var line : history.log) {
      if (CLIENT.matcher(line.text()).matches()) {
        continue;
      }
      findings.check(
          Promise.NO_SILENT_SKIP,
          !(line.level().equals("ERROR") || GIVES_UP.matcher(line.text()).find())
              || namesALetter(line),
          line::toString);
    }
  }

  private boolean namesALetter(LogLine line) {
    return history.letters.stream().anyMatch(letter -> line.text().contains(letter.place() + " "));
  }
}
