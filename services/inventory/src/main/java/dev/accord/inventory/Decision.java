package dev.accord.inventory;

import dev.accord.shop.inventory.InventoryRejected;
import dev.accord.shop.inventory.InventoryReserved;
import dev.accord.shop.inventory.ReservedItem;
import dev.accord.shop.inventory.Shortage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What becomes of an order's wish for stock.
 *
 * @param wanted pieces by product
 * @param shortages what lacks; nothing is set aside unless this is empty
 */
record Decision(UUID orderId, SortedMap<UUID, Integer> wanted, List<Lack> shortages) {
  /** Too little of a product. */
  record Lack(UUID productId, String name, int wanted, int available) {
    @Override
    public String toString() {
      return name + " (" + productId + "): " + wanted + " wanted, " + available + " available";
    }
  }

  /** A product on the shelf. */
  record Shelf(String name, int available) {}

  Decision {
    shortages = List.copyOf(shortages);
  }

  /**
   * Decides.
   *
   * @param stock what there is of each wanted product; one that is missing is not sold here
   */
  static Decision of(UUID orderId, SortedMap<UUID, Integer> wanted, Map<UUID, Shelf> stock) {
    var shortages = new ArrayList<Lack>();
    wanted.forEach(
        (product, quantity) -> {
          var shelf = stock.getOrDefault(product, new Shelf("unknown product", 0));
          if (shelf.available() < quantity) {
            shortages.add(new Lack(product, shelf.name(), quantity, shelf.available()));
          }
        });
    return new Decision(orderId, wanted, shortages);
  }

  boolean reserves() {
    return shortages.isEmpty();
  }

  /** Which product lacks, how many were wanted, how many there are; for people. */
  String reason() {
    return shortages.stream().map(Lack::toString).collect(Collectors.joining("; "));
  }

  InventoryReserved reserved(Instant now) {
    return InventoryReserved.newBuilder()
        .setOrderId(orderId)
        .setItems(
            wanted.entrySet().stream()
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
        .setOrderId(orderId)
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
