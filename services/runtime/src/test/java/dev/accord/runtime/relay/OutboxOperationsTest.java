package dev.accord.runtime.relay;

import static dev.accord.runtime.backends.Events.id;
import static dev.accord.runtime.backends.Events.notice;
import static dev.accord.runtime.backends.Events.product;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.runtime.backends.Await;
import dev.accord.runtime.backends.Backends;
import dev.accord.runtime.backends.TestService;
import dev.accord.runtime.event.EventHeaders;
import dev.accord.shop.order.OrderStatusChanged;
import dev.accord.shop.product.ProductUpdated;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Backends.Shared.class)
class OutboxOperationsTest {
  private final Backends backends;
  private final TestService service;
  private final String source;
  private final OutboxOperations operations;

  OutboxOperationsTest(Backends backends) {
    this.backends = backends;
    service = backends.service(List.of(OrderStatusChanged.class, ProductUpdated.class));
    source = service.database.config().schema();
    operations = new OutboxOperations(service.database);
  }

  @BeforeEach
  void resolveSchemas() {
    Await.get(service.outbox.resolved());
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void theStatusTellsWhatWaitsAndWhoPublishes() {
    service.emit(notice(id(301)));
    Await.until("published", () -> Await.get(operations.status()).unpublished() == 0);
    var idle = Await.get(operations.status());
    assertThat(idle.owners()).hasSize(8).allMatch(owner -> owner.isPresent());
    assertThat(idle.oldest()).isEqualTo(Duration.ZERO);
    assertThat(idle.parkedEvents()).isZero();
    Await.get(service.outbox.close());
    service.emit(notice(id(301)));
    service.emit(notice(id(302)));
    var stopped = Await.get(operations.status());
    assertThat(stopped.unpublished()).isEqualTo(2);
    assertThat(stopped.owners()).hasSize(8);
    Await.until(
        "the server ended the relay's session",
        () -> Await.get(operations.status()).owners().stream().noneMatch(Optional::isPresent));
  }

  @Test
  void parkedEventsGoOutInOrderOnceTheBrokerTakesThem() {
    backends.limitMessages("products", 2_000);
    try {
      service.emit(product(id(303), "x".repeat(10_000)));
      service.emit(product(id(303), "behind"));
      Await.until("two parked", () -> Await.get(operations.parked(null, null)).size() == 2);
      var parked = Await.get(operations.parked("products", id(303).toString()));
      assertThat(parked).extracting(OutboxOperations.Parked::sequence).containsExactly(1L, 2L);
      assertThat(parked.get(0).reason()).contains("larger");
      assertThat(parked.get(0).valueBytes()).isGreaterThan(10_000);

      assertThat(Await.get(operations.release("products", null))).isEqualTo(2);
      Await.until(
          "refused again",
          () -> Await.get(operations.parked(null, null)).stream().noneMatch(p -> p.released()));
      assertThat(backends.published("products", source)).isEmpty();
    } finally {
      backends.limitMessages("products", 1_048_588);
    }
    assertThat(Await.get(operations.release(null, id(303).toString()))).isEqualTo(2);
    service.emit(product(id(303), "after"));
    Await.until("nothing parked", () -> Await.get(operations.parked(null, null)).isEmpty());
    Await.until("three published", () -> backends.published("products", source).size() == 3);
    assertThat(backends.published("products", source))
        .extracting(record -> EventHeaders.sequence(record.headers()).orElseThrow())
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void publishedEventsCanBePutOnTheTopicAgainWithIdsAndBytesUnchanged() {
    service.emit(product(id(304), "first"));
    service.emit(product(id(304), "second"));
    Await.until("published", () -> Await.get(operations.status()).unpublished() == 0);
    assertThat(republishSince(Instant.parse("2999-01-01T00:00:00Z"))).isZero();
    assertThat(republishSince(Instant.EPOCH)).isEqualTo(2);
    var records = backends.published("products", source);
    assertThat(records).hasSize(4);
    for (int i = 0; i < 2; i++) {
      assertThat(records.get(i + 2).value()).isEqualTo(records.get(i).value());
      assertThat(EventHeaders.text(records.get(i + 2).headers(), EventHeaders.ID))
          .isEqualTo(EventHeaders.text(records.get(i).headers(), EventHeaders.ID));
    }
  }

  private long republishSince(Instant since) {
    return Await.get(operations.republish(service.vertx, service.kafka, since, null));
  }
}
