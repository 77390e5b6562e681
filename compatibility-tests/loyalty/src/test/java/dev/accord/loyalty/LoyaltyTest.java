package dev.accord.loyalty;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.accord.shop.order.OrderPaid;
import dev.accord.testbed.Testbed;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LoyaltyTest {
  @Test
  void whatACustomerPaysBecomesPointsAlsoAfterARestart() throws Exception {
    var customer = UuidCreator.getTimeOrderedEpoch();
    try (var bed = Testbed.open()) {
      var loyalty = bed.start("loyalty", LoyaltyService::new, Map.of());
      bed.topics().publish(paid(customer, "39.80"));
      bed.topics().publish(paid(customer, "19.90"));
      var points = "/customers/" + customer + "/points";
      Testbed.until(
          "both orders' points", () -> loyalty.get(points).body().equals("{\"points\":58}"));

      bed.stop(loyalty);
      var again = bed.start("loyalty", LoyaltyService::new, Map.of());
      bed.topics().publish(paid(customer, "1.00"));
      Testbed.until("one point more", () -> again.get(points).body().equals("{\"points\":59}"));
      assertThat(again.get("/customers/nobody/points").statusCode()).isEqualTo(404);
    }
  }

  private static OrderPaid paid(UUID customer, String amount) {
    return OrderPaid.newBuilder()
        .setOrderId(UuidCreator.getTimeOrderedEpoch())
        .setCustomerId(customer)
        .setPaymentId(UuidCreator.getTimeOrderedEpoch())
        .setAmount(new BigDecimal(amount))
        .setCurrency("EUR")
        .setPaidAt(Instant.EPOCH)
        .build();
  }
}
