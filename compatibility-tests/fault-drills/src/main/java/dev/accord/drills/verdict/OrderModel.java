package dev.accord.drills.verdict;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** How orders are meant to move, in the short names of events, and who listens to what. */
final class OrderModel {
  static final String CREATED = "OrderCreated";
  static final String RESERVED = "InventoryReserved";
  static final String REJECTED = "InventoryRejected";
  static final String RELEASED = "InventoryReleased";
  static final String CHARGED = "PaymentCompleted";
  static final String UNPAID = "PaymentFailed";
  static final String REFUNDED = "PaymentRefunded";
  static final String PAID = "OrderPaid";
  static final String SENT = "ShipmentCreated";
  static final String UNSENT = "ShipmentFailed";
  static final String SHIPPED = "OrderShipped";
  static final String CANCELLED = "OrderCancelled";
  private static final String NOTICE = "OrderStatusChanged";
  private static final String CUSTOMER = "CustomerRegistered";
  private static final String PRODUCT = "ProductUpdated";

  /** By cause of the cancellation, empty for none: all that may ever have been told of an order. */
  static final Map<String, Set<String>> WAYS =
      Map.of(
          "", Set.of(CREATED, RESERVED, CHARGED, PAID, SENT, SHIPPED),
          "OUT_OF_STOCK", Set.of(CREATED, REJECTED, CANCELLED),
          "PAYMENT_FAILED", Set.of(CREATED, RESERVED, UNPAID, RELEASED, CANCELLED),
          "SHIPMENT_FAILED",
              Set.of(CREATED, RESERVED, CHARGED, PAID, UNSENT, REFUNDED, RELEASED, CANCELLED));

  /** By event: the events of the same order, one of which led to it. */
  static final Map<String, Set<String>> CAUSES =
      Map.ofEntries(
          Map.entry(RESERVED, Set.of(CREATED)),
          Map.entry(REJECTED, Set.of(CREATED)),
          Map.entry(CHARGED, Set.of(CREATED, RESERVED)),
          Map.entry(UNPAID, Set.of(CREATED, RESERVED)),
          Map.entry(PAID, Set.of(CHARGED)),
          Map.entry(SENT, Set.of(CREATED, PAID, CUSTOMER)),
          Map.entry(UNSENT, Set.of(CREATED, PAID, CUSTOMER)),
          Map.entry(SHIPPED, Set.of(SENT)),
          Map.entry(REFUNDED, Set.of(UNSENT)),
          Map.entry(RELEASED, Set.of(UNPAID, REFUNDED)),
          Map.entry(CANCELLED, Set.of(REJECTED, RELEASED)));

  /** By status: what may come next in a timeline. */
  static final Map<String, Set<String>> NEXT =
      Map.of(
          "PENDING", Set.of("PENDING", "RESERVED", "PAID", "CANCELLED"),
          "RESERVED", Set.of("RESERVED", "PAID", "CANCELLED"),
          "PAID", Set.of("PAID", "SHIPPED", "CANCELLED"),
          "SHIPPED", Set.of("SHIPPED"),
          "CANCELLED", Set.of("CANCELLED"));

  /** By consumer group: the events it handles. */
  static final Map<String, Set<String>> SUBSCRIPTIONS =
      Map.of(
          "order",
              Set.of(
                  RESERVED, REJECTED, RELEASED, CHARGED, UNPAID, REFUNDED, SENT, UNSENT, PRODUCT),
          "inventory", Set.of(CREATED, CANCELLED, UNPAID, REFUNDED),
          "payment", Set.of(CREATED, RESERVED, CANCELLED, UNSENT),
          "shipping", Set.of(CREATED, PAID, REFUNDED, CANCELLED, CUSTOMER),
          "notification", Set.of(CUSTOMER),
          "notification-notices", Set.of(NOTICE),
          "analytics", Set.of(CUSTOMER, PRODUCT),
          "analytics-views-1", Set.of(CREATED, RESERVED, PAID, SHIPPED, CANCELLED));

  /** By consumer group: the topics it reads. */
  static final Map<String, List<String>> TOPICS =
      Map.of(
          "order", List.of("inventory", "payments", "shipments", "products"),
          "inventory", List.of("orders", "payments"),
          "payment", List.of("orders", "inventory", "shipments"),
          "shipping", List.of("orders", "payments", "customers"),
          "notification", List.of("customers"),
          "notification-notices", List.of("order-notices"),
          "analytics", List.of("customers", "products"),
          "analytics-views-1", List.of("orders", "inventory"));

  /** Those whose members share single records. */
  static final Set<String> SHARE_GROUPS = Set.of("notification-notices");

  private OrderModel() {}

  /** The last part of a full name. */
  static String shortName(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }
}
