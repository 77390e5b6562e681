package dev.accord.order.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.accord.runtime.http.ProblemException;
import dev.accord.shop.order.OrderStatus;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrderQueryTest {
  @Test
  void nothingAskedIsTheFirstPageOfAll() {
    assertThat(OrderQuery.from(parameters())).isEqualTo(new OrderQuery(null, null, 50, null));
  }

  @Test
  void everythingAskedIsRead() {
    var id = new UUID(1, 2);
    assertThat(
            OrderQuery.from(
                parameters("customerId=" + id, "status=RESERVED", "limit=200", "after=" + id)))
        .isEqualTo(new OrderQuery(id, OrderStatus.RESERVED, 200, id));
  }

  @Test
  void everyMistakeIsNamedAtOnce() {
    var refusal =
        catchThrowableOfType(
            ProblemException.class,
            () ->
                OrderQuery.from(
                    parameters(
                        "customerId=me", "status=UNKNOWN", "limit=201", "after=", "page=2")));
    assertThat(refusal.problem().status()).isEqualTo(400);
    assertThat(refusal.problem().errors())
        .extracting(error -> error.field() + ": " + error.message())
        .containsExactlyInAnyOrder(
            "customerId: must be a UUID",
            "status: must be one of [PENDING, RESERVED, PAID, SHIPPED, CANCELLED]",
            "limit: must be 1 to 200",
            "after: must be a `next` of a page",
            "page: unknown; known are [after, customerId, limit, status]");
  }

  @Test
  void aShortenedUuidIsRefused() {
    var refusal =
        catchThrowableOfType(
            ProblemException.class, () -> OrderQuery.from(parameters("customerId=1-1-1-1-1")));
    assertThat(refusal.problem().errors()).extracting("field").containsExactly("customerId");
  }

  private static MultiMap parameters(String... pairs) {
    var parameters = MultiMap.caseInsensitiveMultiMap();
    for (var pair : List.of(pairs)) {
      var unused = parameters.add(pair.split("=", 2)[0], pair.split("=", 2)[1]);
    }
    return parameters;
  }
}
