package dev.accord.runtime.relay;

import static dev.accord.runtime.backends.Events.id;
import static dev.accord.runtime.backends.Events.notice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.runtime.backends.Await;
import dev.accord.runtime.backends.Backends;
import dev.accord.runtime.backends.TestService;
import dev.accord.shop.order.OrderStatusChanged;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Backends.Shared.class)
class SegmentRotationTest {
  private final Backends backends;
  private final TestService service;

  SegmentRotationTest(Backends backends) {
    this.backends = backends;
    service = backends.service(List.of(OrderStatusChanged.class));
  }

  @BeforeEach
  void emitOne() {
    Await.get(service.outbox.resolved());
    emitAndAwait(1);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void publishedRowsLeaveWithTheirSegmentAndLeaveNothingDead() {
    assertThat(rotate()).isTrue();
    emitAndAwait(2);
    assertThat(rotate()).isTrue();
    assertThat(service.count("select count(*) from outbox")).as("still kept").isEqualTo(2);
    emitAndAwait(3);
    assertThat(rotate()).as("back to the first segment").isTrue();
    assertThat(service.rows("select seq from outbox order by seq"))
        .extracting(row -> row.getLong(0))
        .containsExactly(2L, 3L);
    assertThat(
            service.count(
                "select coalesce(sum(n_dead_tup), 0)::int8 from pg_stat_user_tables"
                    + " where schemaname = current_schema and relname ~ '^outbox_[012]$'"))
        .isZero();
  }

  @Test
  void aSegmentWithAnUnpublishedRowStays() {
    Await.get(service.outbox.close());
    assertThat(rotate()).isTrue();
    assertThat(rotate()).isTrue();
    service.emit(notice(id(201)));
    assertThat(rotate()).isTrue();
    assertThat(rotate()).isTrue();
    assertThat(rotate()).as("the third segment holds the unpublished row").isFalse();
    assertThat(service.count("select count(*) from outbox")).isEqualTo(1);
  }

  @Test
  void aTransactionThatWroteToTheSegmentAndIsStillOpenKeepsIt() {
    assertThat(rotate()).isTrue();
    assertThat(rotate()).isTrue();
    var held = Await.get(service.database.connect());
    var unused =
        Await.get(held.query("begin; lock table outbox_0 in row exclusive mode").execute());
    assertThat(rotate()).isFalse();
    Await.get(held.close());
    Await.until("the lock is gone", this::rotate);
  }

  private void emitAndAwait(int count) {
    service.emit(notice(id(201)));
    var source = service.database.config().schema();
    Await.until(
        count + " published", () -> backends.published("order-notices", source).size() == count);
    Await.until(
        "the position is stored",
        () ->
            service.count(
                    "select count(*) from outbox o where not exists (select from outbox_progress p"
                        + " where p.slot = o.slot"
                        + " and pg_visible_in_snapshot(o.tx, p.seen::pg_snapshot))")
                == 0);
  }

  private boolean rotate() {
    return Await.get(
        service.database.withConnection(sql -> SegmentRotation.rotateIfDue(sql, Duration.ZERO)));
  }
}
