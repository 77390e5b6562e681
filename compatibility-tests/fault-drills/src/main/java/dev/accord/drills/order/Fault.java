package dev.accord.drills.order;

import java.util.List;

/** What happens while a part of the orders comes in. */
enum Fault {
  NOTHING("nothing"),
  ORDER("order killed, both instances"),
  INVENTORY("inventory killed"),
  PAYMENT("payment killed"),
  SHIPPING("shipping killed"),
  NOTIFICATION("notification killed"),
  ANALYTICS("analytics killed"),
  RELAY_OWNER("a relay's owner killed, again and again"),
  ROLLING_RESTART("every service stopped and started in turn"),
  BROKER("Kafka killed"),
  POSTGRES("PostgreSQL killed"),
  REGISTRY_AWAY("registry away"),
  POISON("1 % garbage on the topics"),
  REPEAT("every event delivered twice");

  private final String label;

  Fault(String label) {
    this.label = label;
  }

  /** Who dies by kill -9 and is started again. */
  List<String> victims() {
    return switch (this) {
      case ORDER -> List.of("order", "order-2");
      case INVENTORY -> List.of("inventory");
      case PAYMENT -> List.of("payment");
      case SHIPPING -> List.of("shipping");
      case NOTIFICATION -> List.of("notification");
      case ANALYTICS -> List.of("analytics");
      case BROKER -> List.of("kafka");
      case POSTGRES -> List.of("postgres");
      case NOTHING, RELAY_OWNER, ROLLING_RESTART, REGISTRY_AWAY, POISON, REPEAT -> List.of();
    };
  }

  /** Whether whoever takes orders, or what it cannot do without, is struck. */
  boolean strikesTheDoor() {
    return this == ORDER || this == POSTGRES;
  }

  /** Shares of all orders. */
  int weight() {
    return this == RELAY_OWNER ? 3 : 1;
  }

  /** Relays that may have had a batch under way when they, or what they publish to, died. */
  int relaysStruck() {
    return switch (this) {
      case ORDER -> 2;
      case INVENTORY, PAYMENT, SHIPPING -> 1;
      case RELAY_OWNER -> Takeovers.KILLS;
      case BROKER, POSTGRES -> 5;
      case NOTHING, NOTIFICATION, ANALYTICS, ROLLING_RESTART, REGISTRY_AWAY, POISON, REPEAT -> 0;
    };
  }

  @Override
  public String toString() {
    return label;
  }
}
