package dev.accord.shipping;

import dev.accord.event.Event;
import dev.accord.shipping.Carrier.Decision;
import dev.accord.shop.shipping.ShipmentCreated;
import dev.accord.shop.shipping.ShipmentFailed;
import dev.accord.shop.shipping.ShipmentFailureCause;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What became of an order, for good.
 *
 * @param shipment null if there is none
 * @param detail as the decision's
 */
record Outcome(UUID order, @Nullable UUID shipment, String detail) {
  /**
   * What a decision comes to; empty if the order waits on.
   *
   * @param ids gives a shipment its id
   */
  static Optional<Outcome> of(UUID order, Decision decision, Supplier<UUID> ids) {
    return switch (decision.kind()) {
      case WAIT -> Optional.empty();
      case SHIP -> Optional.of(new Outcome(order, ids.get(), decision.detail()));
      case REFUSE -> Optional.of(new Outcome(order, null, decision.detail()));
    };
  }

  /** Why there is no shipment; null if there is one. */
  @Nullable String reason() {
    return shipment == null ? detail : null;
  }

  /** What is told of it. */
  Event event(Instant now) {
    return shipment == null ? failed(now) : created(shipment, now);
  }

  private ShipmentCreated created(UUID id, Instant now) {
    return ShipmentCreated.newBuilder()
        .setOrderId(order)
        .setShipmentId(id)
        .setCarrier(detail)
        .setTrackingNumber(trackingNumber(id))
        .setShippedAt(now)
        .build();
  }

  private ShipmentFailed failed(Instant now) {
    return ShipmentFailed.newBuilder()
        .setOrderId(order)
        .setCause(ShipmentFailureCause.ADDRESS_REFUSED)
        .setReason(detail)
        .setFailedAt(now)
        .build();
  }

  /** The random end of the shipment's id. */
  private static String trackingNumber(UUID shipment) {
    return "ACC" + shipment.toString().substring(24).toUpperCase(Locale.ROOT);
  }
}
