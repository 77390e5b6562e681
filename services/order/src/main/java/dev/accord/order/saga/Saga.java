package dev.accord.order.saga;

import dev.accord.order.saga.Happening.Trigger;
import dev.accord.order.saga.Transition.Still;
import dev.accord.runtime.inbox.Delivery;
import dev.accord.runtime.inbox.EventHandler.Part;
import dev.accord.runtime.inbox.Inbox;
import dev.accord.runtime.outbox.Tx;
import dev.accord.shop.inventory.InventoryRejected;
import dev.accord.shop.inventory.InventoryReleased;
import dev.accord.shop.inventory.InventoryReserved;
import dev.accord.shop.payment.PaymentCompleted;
import dev.accord.shop.payment.PaymentFailed;
import dev.accord.shop.payment.PaymentRefunded;
import dev.accord.shop.shipping.ShipmentCreated;
import dev.accord.shop.shipping.ShipmentFailed;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
        .together(this::take)
        .on(
            InventoryReserved.class,
            (event, from) ->
                Happening.told(event.getOrderId(), Trigger.INVENTORY_RESERVED, from, null))
        .on(
            InventoryRejected.class,
            (event, from) ->
                Happening.told(
                    event.getOrderId(), Trigger.INVENTORY_REJECTED, from, event.getReason()))
        .on(
            InventoryReleased.class,
            (event, from) ->
                Happening.told(
                    event.getOrderId(), Trigger.INVENTORY_RELEASED, from, event.getReason()))
        .on(PaymentCompleted.class, Saga::paid)
        .on(
            PaymentFailed.class,
            (event, from) ->
                Happening.told(event.getOrderId(), Trigger.PAYMENT_FAILED, from, event.getReason()))
        .on(
            PaymentRefunded.class,
            (event, from) ->
                Happening.told(
                    event.getOrderId(), Trigger.PAYMENT_REFUNDED, from, event.getReason()))
        .on(ShipmentCreated.class, Saga::shipped)
        .on(
            ShipmentFailed.class,
            (event, from) ->
                Happening.told(
                    event.getOrderId(), Trigger.SHIPMENT_FAILED, from, event.getReason()));
  }

  private static Happening paid(PaymentCompleted event, Delivery from) {
    var amount = event.getAmount() + " " + event.getCurrency();
    return Happening.told(event.getOrderId(), Trigger.PAYMENT_COMPLETED, from, amount)
        .telling(customer -> Tellings.paid(event, customer));
  }

  private static Happening shipped(ShipmentCreated event, Delivery from) {
    var parcel = event.getCarrier() + " " + event.getTrackingNumber();
    return Happening.told(event.getOrderId(), Trigger.SHIPMENT_CREATED, from, parcel)
        .telling(customer -> Tellings.shipped(event, customer));
  }

  /** Calls an order off if that is still possible; any number of times. */
  public Future<Answer> cancel(Tx tx, UUID order) {
    return move(tx, Happening.own(order, Trigger.CANCEL, "called off by request"))
        .map(
            done ->
                done.map(how -> how == Still.TOO_LATE ? Answer.TOO_LATE : Answer.CANCELLED)
                    .orElse(Answer.UNKNOWN));
  }

  /** An answer to an order did not come in time. */
  Future<Void> deadlinePassed(Tx tx, UUID order, Phase phase) {
    return move(
            tx, Happening.own(order, Trigger.DEADLINE, phase.owes() + " did not answer in time"))
        .mapEmpty();
  }

  private Future<Optional<Transition>> move(Tx tx, Happening happening) {
    return SagaRow.lock(tx.sql(), Set.of(happening.order()))
        .compose(
            rows -> {
              var moves = new Moves(rows, answerMax, clock);
              var done = moves.take(happening);
              done.ifPresent(what -> tell(tx, what));
              return moves.write(tx.sql()).map(ignored -> done.map(Moves.Done::transition));
            });
  }

  /** An event about an order that is not ours is somebody else's: it is passed over. */
  private Future<Void> take(Tx tx, List<Part<Happening>> parts) {
    var orders = parts.stream().map(part -> part.news().order()).collect(Collectors.toSet());
    return SagaRow.lock(tx.sql(), orders)
        .compose(
            rows -> {
              var moves = new Moves(rows, answerMax, clock);
              parts.forEach(part -> move(moves, part));
              return moves.write(tx.sql());
            });
  }

  private static void move(Moves moves, Part<Happening> part) {
    var happening = part.news();
    moves
        .take(happening)
        .ifPresentOrElse(
            done -> tell(part.tx(), done),
            () ->
                LOG.warn(
                    "{} speaks of order {}, which is not here",
                    happening.eventId(),
                    happening.order()));
  }

  private static void tell(Tx tx, Moves.Done done) {
    for (var event : done.told()) {
      // One that is refused fails the transaction by itself.
      var unused = tx.emit(event);
    }
  }
}
