package dev.accord.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.inventory.Decision.Shelf;
import dev.accord.shop.inventory.InventoryRejected;
import dev.accord.shop.inventory.InventoryReserved;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DecisionTest {
  private static final UUID ORDER = new UUID(0, 9);
  private static final UUID COFFEE = new UUID(0, 1);
  private static final UUID GRINDER = new UUID(0, 5);
  private static final Map<UUID, Shelf> STOCK =
      Map.of(COFFEE, new Shelf("Coffee", 10), GRINDER, new Shelf("Grinder", 3));

  @Test
  void theLastPieceCanBeReserved() {
    var decision = decide(Map.of(COFFEE, 10, GRINDER, 3));
    assertThat(decision.reserves()).isTrue();
    var event = decision.reserved(Instant.EPOCH);
    assertThat(event.getItems())
        .extracting(item -> item.getProductId() + " " + item.getQuantity())
        .containsExactly(COFFEE + " 10", GRINDER + " 3");
  }

  @Test
  void everyShortageIsNamedWithProductWantedAndAvailable() {
    var unknown = new UUID(0, 7);
    var decision = decide(Map.of(COFFEE, 1, GRINDER, 4, unknown, 1));
    assertThat(decision.reserves()).isFalse();
    assertThat(decision.reason())
        .isEqualTo(
            "Grinder (00000000-0000-0000-0000-000000000005): 4 wanted, 3 available; unknown product"
                + " (00000000-0000-0000-0000-000000000007): 1 wanted, 0 available");
    var event = decision.rejected(Instant.EPOCH);
    assertThat(event.getReason()).isEqualTo(decision.reason());
    assertThat(event.getShortages())
        .extracting(
            lack -> lack.getProductId() + " " + lack.getWanted() + "/" + lack.getAvailable())
        .containsExactly(GRINDER + " 4/3", unknown + " 1/0");
  }

  @Test
  void theLastPiecesGoToTheFirstAndWhoGetsNothingTakesNothing() {
    var decisions =
        Decision.inTurn(
            List.of(
                wish(Map.of(GRINDER, 2)),
                wish(Map.of(COFFEE, 10, GRINDER, 2)),
                wish(Map.of(COFFEE, 10, GRINDER, 1)),
                wish(Map.of(COFFEE, 1))),
            STOCK);
    assertThat(decisions)
        .extracting(Decision::reason)
        .containsExactly(
            "",
            "Grinder (00000000-0000-0000-0000-000000000005): 2 wanted, 1 available",
            "",
            "Coffee (00000000-0000-0000-0000-000000000001): 1 wanted, 0 available");
  }

  @Test
  void aDecisionIsToldAsWhatItIs() {
    assertThat(decide(Map.of(COFFEE, 1)).event(Instant.EPOCH))
        .isInstanceOf(InventoryReserved.class);
    assertThat(decide(Map.of(COFFEE, 11)).event(Instant.EPOCH))
        .isInstanceOf(InventoryRejected.class);
  }

  private static Decision decide(Map<UUID, Integer> wanted) {
    return Decision.inTurn(List.of(wish(wanted)), STOCK).get(0);
  }

  private static Wish wish(Map<UUID, Integer> wanted) {
    return new Wish(ORDER, new TreeMap<>(wanted));
  }
}
