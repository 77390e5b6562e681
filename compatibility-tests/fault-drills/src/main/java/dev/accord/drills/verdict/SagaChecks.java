package dev.accord.drills.verdict;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.accord.drills.verdict.OrderHistory.Published;
import dev.accord.drills.verdict.OrderHistory.StoredOrder;
import dev.accord.drills.verdict.Verdict.Findings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every order went one of the ways of {@link OrderModel}, to its end. */
final class SagaChecks {
  private static final Set<String> ENDS = Set.of("SHIPPED", "CANCELLED");
  private static final Set<String> TAKEN = Set.of("RESERVED");
  private static final Set<String> GIVEN_BACK = Set.of("REJECTED", "RELEASED", "CALLED_OFF");

  private final OrderHistory history;
  private final RecordedEvents events;
  private final Findings findings;
  private final Map<String, Published> byId;

  SagaChecks(OrderHistory history, RecordedEvents events, Findings findings) {
    this.history = history;
    this.events = events;
    this.findings = findings;
    byId =
        events.firstCopies.stream()
            .collect(toMap(event -> event.headers().id(), event -> event, (a, b) -> a));
  }

  void run() {
    history.orders.forEach(this::ends);
    history.orders.forEach(this::wentADeclaredWay);
    events.byOrder.values().forEach(told -> told.forEach(this::hasADeclaredCause));
    timelinesGoForward();
  }

  private void ends(StoredOrder order) {
    var reservation = history.reservations.getOrDefault(order.id(), "nothing");
    var fits = order.phase().equals("SHIPPED") ? TAKEN : GIVEN_BACK;
    findings.check(
        Promise.EVERY_SAGA_ENDS,
        ENDS.contains(order.phase()) && fits.contains(reservation),
        () -> order + ", inventory says " + reservation);
  }

  private void wentADeclaredWay(StoredOrder order) {
    var told =
        events.byOrder.getOrDefault(order.id(), List.of()).stream()
            .map(RecordedEvents::name)
            .collect(toSet());
    findings.check(
        Promise.SAGAS_KEEP_TO_THE_MODEL,
        told.equals(OrderModel.WAYS.get(order.cause())),
        () -> order + " is told by " + told);
  }

  /** A cause that is declared for it, told of the same order; the first event has none. */
  private void hasADeclaredCause(Published event) {
    var causes = OrderModel.CAUSES.get(RecordedEvents.name(event));
    if (causes == null) {
      return;
    }
    var cause = byId.get(event.headers().causation());
    findings.check(
        Promise.SAGAS_KEEP_TO_THE_MODEL,
        cause != null
            && causes.contains(RecordedEvents.name(cause))
            && (cause.key().equals(event.key()) || cause.place().topic().equals("customers")),
        () -> event + " was led to by " + cause);
  }

  private void timelinesGoForward() {
    var last = new HashMap<String, String>();
    for (var step : history.steps) {
      var before = last.getOrDefault(step.orderId(), "PENDING");
      findings.check(
          Promise.SAGAS_KEEP_TO_THE_MODEL,
          OrderModel.NEXT.getOrDefault(before, Set.of()).contains(step.status()),
          () -> step + " after " + before);
      last.put(step.orderId(), step.status());
    }
  }
}
