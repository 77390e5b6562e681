package dev.accord.inventory;

import dev.accord.event.Event;
import dev.accord.shop.inventory.InventoryRejected;
import dev.accord.shop.inventory.InventoryReserved;
import dev.accord.shop.inventory.ReservedItem;
import dev.accord.shop.inventory.Shortage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What becomes of an order's wish for stock.
 *
 * @param shortages what lacks; nothing is set aside unless this is empty
 */
record Decision(Wish wish, List<Lack> shortages) {
  /** Too little of a product. */
  record Lack(UUID productId, String name, int wanted, int available) {
    @Override
    public String toString() {
      return name + " (" + productId + "): " + wanted + " wanted, " + available + " available";
    }
  }

  /** A product on the shelf. */
  record Shelf(String name, int available) {
    Shelf without(int taken) {
      return new Shelf(name, available - taken);
    }
  }

  Decision {
    shortages = List.copyOf(shortages);
  }

  /**
   * Decides on one wish after the other; each finds what those before it left.
   *
   * @param stock what there is of each wanted product; one that is missing is not sold here
   * @return in the order of the wishes
   */
  static List<Decision> inTurn(List<Wish> wishes, Map<UUID, Shelf> stock) {
    var left = new HashMap<>(stock);
    var decisions = new ArrayList<Decision>();
    for (var wish : wishes) {
      var decision = of(wish, left);
      if (decision.reserves()) {
        wish.wanted()
            .forEach(
                (product, quantity) ->
                    left.computeIfPresent(product, (id, shelf) -> shelf.without(quantity)));
      }
      decisions.add(decision);
    }
    return List.copyOf(decisions);
  }

  private static Decision of(Wish wish, Map<UUID, Shelf> stock) {
    var shortages = new ArrayList<Lack>();
    wish.wanted()
        .forEach(
            (product, quantity) -> {
              var shelf = stock.getOrDefault(product, new Shelf("unknown product", 0));
              if (shelf.available() < quantity) {
                shortages.add(new Lack(product, shelf.name(), quantity, shelf.available()));
              }
            });
    return new Decision(wish, shortages);
  }

  boolean reserves() {
    return shortages.isEmpty();
  }

  /** Which product lacks, how many were wanted, how many there are; for people. */
  String reason() {
    return shortages.stream().map(Lack::toString).collect(Collectors.joining("; "));
  }

  /** What is told of it. */
  Event event(Instant now) {
    return reserves() ? reserved(now) : rejected(now);
  }

  InventoryReserved reserved(Instant now) {
    return InventoryReserved.newBuilder()
        .setOrderId(wish.orderId())
        .setItems(
            wish.wanted().entrySet().stream()
                .map(
                    item ->
                        ReservedItem.newBuilder()
                            .setProductId(item.getKey())
                            .setQuantity(item.getValue())
                            .build())
                .toList())
        .setReservedAt(now)
        .build();
  }

  InventoryRejected rejected(Instant now) {
    return InventoryRejected.newBuilder()
        .setOrderId(wish.orderId())
        .setReason(reason())
        .setShortages(shortages.stream().map(Decision::shortage).toList())
        .setRejectedAt(now)
        .build();
  }

  /** The answer to a wish that comes after its order's end. */
  static InventoryRejected tooLate(UUID orderId, Instant now) {
    return InventoryRejected.newBuilder()
        .setOrderId(orderId)
        .setReason("the order was cancelled before its stock was set aside")
        .setShortages(List.of())
        .setRejectedAt(now)
        .build();
  }

  private static Shortage shortage(Lack lack) {
    return Shortage.newBuilder()
        .setProductId(lack.productId())
        .setWanted(lack.wanted())
        .setAvailable(lack.available())
        .build();
  }
}
