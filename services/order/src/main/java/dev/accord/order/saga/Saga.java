package dev.accord.order.saga;

import dev.accord.event.Event;
import dev.accord.order.saga.Transition.Move;
import dev.accord.order.saga.Transition.Still;
import dev.accord.runtime.inbox.Delivery;
import dev.accord.runtime.inbox.Inbox;
import dev.accord.runtime.outbox.Tx;
import dev.accord.shop.inventory.InventoryRejected;
import dev.accord.shop.inventory.InventoryReleased;
import dev.accord.shop.inventory.InventoryReserved;
import dev.accord.shop.order.OrderCancelled;
import dev.accord.shop.order.OrderStatusChanged;
import dev.accord.shop.payment.PaymentCompleted;
import dev.accord.shop.payment.PaymentFailed;
import dev.accord.shop.payment.PaymentRefunded;
import dev.accord.shop.shipping.ShipmentCreated;
import dev.accord.shop.shipping.ShipmentFailed;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves orders: what happened is put to {@link Transitions}, and the order's row, its timeline and
 * the events that tell of the move are one transaction.
 */
public final class Saga {
  private static final Logger LOG = LoggerFactory.getLogger(Saga.class);

  private final Duration answerMax;
  private final Clock clock;

  /** What became of a wish to call an order off. */
  public enum Answer {
    /** It is cancelled, or is being. */
    CANCELLED,
    /** It is paid, and maybe on its way. */
    TOO_LATE,
    /** There is no such order. */
    UNKNOWN
  }

  /**
   * Opens nothing.
   *
   * @param answerMax how long an order waits for each answer before its deadline passes
   * @param clock for the timeline; what is overdue, the database's clock says
   */
  public Saga(Duration answerMax, Clock clock) {
    this.answerMax = answerMax;
    this.clock = clock;
  }

  /** Listens to everyone who has a part in an order. */
  public void subscribe(Inbox.Subscriptions subscriptions) {
    subscriptions
        .on(InventoryReserved.class, (tx, event, from) -> reserved(tx, event, from))
        .on(InventoryRejected.class, (tx, event, from) -> rejected(tx, event, from))
        .on(InventoryReleased.class, (tx, event, from) -> released(tx, event, from))
        .on(PaymentCompleted.class, (tx, event, from) -> paid(tx, event, from))
        .on(PaymentFailed.class, (tx, event, from) -> failed(tx, event, from))
        .on(PaymentRefunded.class, (tx, event, from) -> refunded(tx, event, from))
        .on(ShipmentCreated.class, (tx, event, from) -> shipped(tx, event, from))
        .on(ShipmentFailed.class, (tx, event, from) -> unshipped(tx, event, from));
  }

  /** Calls an order off if that is still possible; any number of times. */
  public Future<Answer> cancel(Tx tx, UUID order) {
    return move(tx, order, Happening.own(Trigger.CANCEL, "called off by request"))
        .map(
            done ->
                done.map(how -> how == Still.TOO_LATE ? Answer.TOO_LATE : Answer.CANCELLED)
                    .orElse(Answer.UNKNOWN));
  }

  /** An answer to an order did not come in time. */
  Future<Void> deadlinePassed(Tx tx, UUID order) {
    return SagaRow.lock(tx.sql(), order)
        .compose(
            row ->
                row.isEmpty()
                    ? Future.succeededFuture()
                    : put(
                            tx,
                            row.get(),
                            Happening.own(
                                Trigger.DEADLINE,
                                row.get().phase().owes() + " did not answer in time"))
                        .mapEmpty());
  }

  private Future<Void> reserved(Tx tx, InventoryReserved event, Delivery from) {
    return take(tx, event.getOrderId(), Happening.told(Trigger.INVENTORY_RESERVED, from, null));
  }

  private Future<Void> rejected(Tx tx, InventoryRejected event, Delivery from) {
    return take(
        tx,
        event.getOrderId(),
        Happening.told(Trigger.INVENTORY_REJECTED, from, event.getReason()));
  }

  private Future<Void> released(Tx tx, InventoryReleased event, Delivery from) {
    return take(
        tx,
        event.getOrderId(),
        Happening.told(Trigger.INVENTORY_RELEASED, from, event.getReason()));
  }

  private Future<Void> paid(Tx tx, PaymentCompleted event, Delivery from) {
    var amount = event.getAmount() + " " + event.getCurrency();
    return take(
        tx,
        event.getOrderId(),
        Happening.told(Trigger.PAYMENT_COMPLETED, from, amount)
            .telling(customer -> Tellings.paid(event, customer)));
  }

  private Future<Void> failed(Tx tx, PaymentFailed event, Delivery from) {
    return take(
        tx, event.getOrderId(), Happening.told(Trigger.PAYMENT_FAILED, from, event.getReason()));
  }

  private Future<Void> refunded(Tx tx, PaymentRefunded event, Delivery from) {
    return take(
        tx, event.getOrderId(), Happening.told(Trigger.PAYMENT_REFUNDED, from, event.getReason()));
  }

  private Future<Void> shipped(Tx tx, ShipmentCreated event, Delivery from) {
    var parcel = event.getCarrier() + " " + event.getTrackingNumber();
    return take(
        tx,
        event.getOrderId(),
        Happening.told(Trigger.SHIPMENT_CREATED, from, parcel)
            .telling(customer -> Tellings.shipped(event, customer)));
  }

  private Future<Void> unshipped(Tx tx, ShipmentFailed event, Delivery from) {
    return take(
        tx, event.getOrderId(), Happening.told(Trigger.SHIPMENT_FAILED, from, event.getReason()));
  }

  /** An event about an order that is not ours is somebody else's: it is passed over. */
  private Future<Void> take(Tx tx, UUID order, Happening happening) {
    return move(tx, order, happening)
        .onSuccess(
            done -> {
              if (done.isEmpty()) {
                LOG.warn("{} speaks of order {}, which is not here", happening.eventId(), order);
              }
            })
        .mapEmpty();
  }

  private Future<Optional<Transition>> move(Tx tx, UUID order, Happening happening) {
    return SagaRow.lock(tx.sql(), order)
        .compose(
            row ->
                row.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : put(tx, row.get(), happening).map(Optional::of));
  }

  /** Sent together: the connection takes one after the other without waiting in between. */
  private Future<Transition> put(Tx tx, SagaRow row, Happening happening) {
    var transition = Transitions.of(row.phase(), happening.trigger());
    if (transition instanceof Move move) {
      var next = row.moved(move, happening.detail());
      var told = tellings(row, next, happening);
      List<Future<?>> work = new ArrayList<>();
      work.add(next.save(tx.sql(), answerMax));
      work.add(Timeline.note(tx.sql(), next, happening, told, clock));
      told.forEach(event -> work.add(tx.emit(event)));
      return Future.join(work).map(transition);
    }
    return stay(tx, row, happening, (Still) transition).map(transition);
  }

  private Future<?> stay(Tx tx, SagaRow row, Happening happening, Still how) {
    return switch (how) {
      case TOO_LATE -> Future.succeededFuture();
      case NOTHING -> Timeline.note(tx.sql(), row, happening, List.of(), clock);
      case OVERDUE -> {
        LOG.warn("order {} is {}: {}", row.order(), row.phase(), happening.detail());
        yield Future.join(
            row.stopWaiting(tx.sql()), Timeline.note(tx.sql(), row, happening, List.of(), clock));
      }
      case CONTRADICTION ->
          Future.failedFuture(
              new IllegalStateException(
                  happening.trigger().label()
                      + " cannot be true of order "
                      + row.order()
                      + ", which is "
                      + row.phase()
                      + " here"));
    };
  }

  private List<Event> tellings(SagaRow before, SagaRow after, Happening happening) {
    List<Event> told = new ArrayList<>();
    if (after.phase() == Phase.CANCELLED) {
      told.add(cancelled(after));
    } else if (after.phase().isStatus()) {
      happening.fact().apply(after.customer()).ifPresent(told::add);
    }
    if (after.status() != before.status()) {
      told.add(notice(after));
    }
    return told;
  }

  private static OrderStatusChanged notice(SagaRow order) {
    return OrderStatusChanged.newBuilder()
        .setOrderId(order.order())
        .setStatus(order.status())
        .build();
  }

  private OrderCancelled cancelled(SagaRow order) {
    return OrderCancelled.newBuilder()
        .setOrderId(order.order())
        .setCustomerId(order.customer())
        .setCause(Objects.requireNonNull(order.cause()))
        .setReason(Objects.requireNonNull(order.reason()))
        .setCancelledAt(clock.instant())
        .build();
  }
}
