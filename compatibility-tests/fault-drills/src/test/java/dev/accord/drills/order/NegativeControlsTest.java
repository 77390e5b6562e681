package dev.accord.drills.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.accord.drills.verdict.OrderChecker;
import dev.accord.drills.verdict.OrderHistory;
import dev.accord.drills.verdict.OrderHistory.Answer;
import dev.accord.drills.verdict.Promise;
import dev.accord.drills.verdict.Verdict.Broken;
import dev.accord.event.Event;
import dev.accord.runtime.kafka.KafkaConfig;
import dev.accord.runtime.outbox.Outbox;
import dev.accord.runtime.outbox.OutboxConfig;
import dev.accord.runtime.sql.Database;
import dev.accord.runtime.sql.DatabaseConfig;
import dev.accord.shop.order.OrderCreated;
import dev.accord.testbed.Testbed;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A checker that finds nothing proves nothing until it finds what is known to be there. Each test
 * does the same twice: with what the runtime does, and with that taken away. What is taken away is
 * taken by the test, from tables and by what the runtime is told; the runtime has no switch for it.
 */
class NegativeControlsTest {
  /** Lets an inbox forget each event as soon as it has noted it. */
  private static final String FORGET =
      """
      create function forget() returns trigger language plpgsql as
        'begin delete from inbox_handled; return null; end';
      create trigger forgets after insert or update on inbox_handled
        for each row execute function forget();
      """;

  /** The same tables under another name: locks that are named after a table do not meet. */
  private static final String TWIN =
      """
      create schema twin;
      grant all on schema twin to locked;
      do $$ declare one record; begin
        for one in select relname from pg_class where relnamespace = 'locked'::regnamespace
            and relkind in ('r', 'p', 'v') loop
          execute format('create view twin.%1$I as select * from locked.%1$I', one.relname);
          execute format('grant all on twin.%1$I to locked', one.relname);
        end loop;
      end $$;
      """;

  private static Vertx vertx;
  private static Testbed bed;
  private static Records records;

  @BeforeAll
  static void start() throws Exception {
    vertx = Vertx.vertx();
    bed = Testbed.open();
    records = new Records(List.of("orders"), bed.bootstrapServers(), new Facts(bed.registryUrl()));
  }

  @AfterAll
  static void stop() throws Exception {
    records.close();
    bed.close();
    vertx.close().await();
  }

  @Test
  void withoutTheInboxAnEventThatComesTwiceHasTwoEffects() throws Exception {
    var shop = open("remembering", NegativeControlsTest::spare);
    var forgetful = open("forgetful", tables -> tables.pool().query(FORGET).execute());
    var unused = List.of(shop.place("a"), forgetful.place("b"));
    untilMoved(shop, 1);
    untilMoved(forgetful, 1);
    assertThat(records.repeatAll()).isPositive();
    untilMoved(forgetful, 2);
    bed.topics().untilConsumed("remembering", "orders");
    assertThat(broken(shop.history(records))).doesNotContain(Promise.ONE_EFFECT_AN_EVENT);
    assertThat(broken(forgetful.history(records))).contains(Promise.ONE_EFFECT_AN_EVENT);
  }

  @Test
  void withoutTheOutboxWhoDiesAfterTheCommitLeavesAnOrderThatIsNeverTold() throws Exception {
    var shop = open("outbox", NegativeControlsTest::spare);
    var dual = open("dual_write", NegativeControlsTest::spare);
    assertThatThrownBy(
            () -> {
              throw new Killed(shop.place("c").toString());
            })
        .isInstanceOf(Killed.class);
    assertThatThrownBy(() -> dual.placeAndThen("d", NegativeControlsTest::die))
        .isInstanceOf(Killed.class);
    // Whoever got no answer asks again, and is told that the order is there.
    var kept = new Answer("c", shop.place("c").toString());
    var lost = new Answer("d", dual.placeAndThen("d", NegativeControlsTest::die).toString());
    untilMoved(shop, 1);
    assertThat(broken(answered(shop.history(records), kept)))
        .doesNotContain(Promise.NO_ORDER_IS_LOST);
    assertThat(broken(answered(dual.history(records), lost))).contains(Promise.NO_ORDER_IS_LOST);
  }

  @Test
  void withoutTheSlotLockTwoRelaysPublishTheSame() throws Exception {
    var shop = open("locked", NegativeControlsTest::spare);
    var where = shop.parts().database().config();
    assertThat(broken(publishedBy(shop, where))).doesNotContain(Promise.DUPLICATES_ARE_BOUNDED);
    var admin = at(where, "postgres", "", "public");
    var tables = Database.open(vertx, admin).await();
    tables.pool().query(TWIN).execute().await();
    tables.close().await();
    var twin = at(where, where.user(), where.password(), "twin");
    assertThat(broken(publishedBy(shop, twin))).contains(Promise.DUPLICATES_ARE_BOUNDED);
  }

  @Test
  void withoutTheAwaitedRevocationWhatIsUnderWayIsDoneTwice() throws Exception {
    var waiting = new Handover(vertx, kafka(), "waiting", Duration.ofMinutes(1));
    var hasty = new Handover(vertx, kafka(), "hasty", Duration.ZERO);
    waiting.begin();
    hasty.begin();
    hasty.untilRepeated();
    waiting.untilWaiting();
    assertThat(broken(hasty.end())).contains(Promise.ONE_EFFECT_AN_EVENT);
    assertThat(broken(waiting.end())).doesNotContain(Promise.ONE_EFFECT_AN_EVENT);
  }

  /** A second relay, on tables of that name: orders until it has published, and some more. */
  private static OrderHistory publishedBy(BareShop shop, DatabaseConfig where) throws Exception {
    var meters = new SimpleMeterRegistry();
    var placed = new AtomicInteger();
    var tables = Database.open(vertx, where).await();
    var events = List.<Class<? extends Event>>of(OrderCreated.class);
    var config = OutboxConfig.of("locked");
    var outbox =
        Outbox.open(
                vertx, tables, kafka(), config, events, UuidCreator::getTimeOrderedEpoch, meters)
            .await();
    Testbed.until(
        "the second relay publishes",
        () -> {
          var unused = shop.place(where.schema() + "-" + placed.incrementAndGet());
          return meters.counter("accord.outbox.published").count() > 0;
        });
    for (int i = 0; i < 10; i++) {
      var unused = shop.place(where.schema() + i);
    }
    // Nothing is left to it when it closes.
    outbox.close().await();
    tables.close().await();
    Testbed.until("all is told", () -> shop.count("select count(*) from outbox_unpublished") == 0);
    return shop.history(records);
  }

  private static DatabaseConfig at(
      DatabaseConfig where, String user, String password, String schema) {
    return new DatabaseConfig(
        where.host(), where.port(), where.database(), user, password, schema, 2);
  }

  private static Future<?> spare(Database tables) {
    return Future.succeededFuture(tables);
  }

  private static BareShop open(String name, Function<Database, Future<?>> sabotage) {
    var opened = new BareShop[1];
    var running =
        bed.start(
            name,
            settings -> {
              opened[0] = new BareShop(settings, name, sabotage);
              return opened[0];
            },
            Map.of());
    running.untilReady();
    return opened[0];
  }

  private static void untilMoved(BareShop shop, int pieces) {
    Testbed.until(pieces + " moved", () -> shop.count("select count(*) from movement") >= pieces);
  }

  private static Future<?> die(OrderCreated event) {
    throw new Killed(event.getOrderId() + " is stored, and not told yet");
  }

  /** Where a process would have ended. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Killed(String when) {
      super(when);
    }
  }

  private static KafkaConfig kafka() {
    return KafkaConfig.of(bed.bootstrapServers(), bed.registryUrl());
  }

  private static OrderHistory answered(OrderHistory history, Answer answer) {
    history.answers.add(answer);
    history.unanswered.add(answer.key());
    return history;
  }

  private static Set<Promise> broken(OrderHistory history) {
    return OrderChecker.check(history).broken().stream()
        .map(Broken::promise)
        .collect(Collectors.toSet());
  }
}
