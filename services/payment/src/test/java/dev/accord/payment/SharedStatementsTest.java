package dev.accord.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.accord.embedded.PaymentProvider;
import dev.accord.event.Event;
import dev.accord.payment.Answer.Done;
import dev.accord.payment.Answer.Refused;
import dev.accord.payment.Payment.Money;
import dev.accord.payment.PaymentRows.Change;
import dev.accord.payment.PaymentRows.Due;
import dev.accord.runtime.kafka.KafkaConfig;
import dev.accord.runtime.launch.Settings;
import dev.accord.runtime.outbox.Cause;
import dev.accord.runtime.outbox.Outbox;
import dev.accord.runtime.outbox.OutboxConfig;
import dev.accord.runtime.sql.Database;
import dev.accord.runtime.sql.DatabaseConfig;
import dev.accord.shop.inventory.InventoryReserved;
import dev.accord.shop.order.CancelCause;
import dev.accord.shop.order.OrderCancelled;
import dev.accord.shop.order.OrderCreated;
import dev.accord.shop.order.OrderItem;
import dev.accord.shop.payment.PaymentCompleted;
import dev.accord.shop.payment.PaymentFailed;
import dev.accord.shop.payment.PaymentFailureCause;
import dev.accord.shop.payment.PaymentRefunded;
import dev.accord.testbed.Testbed;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many events, and many answers of the provider, at once. A statement that wrote several rows left
 * them the same transaction and command.
 */
class SharedStatementsTest {
  private static final int MANY = 12;
  private static final Money PRICE = new Money(new BigDecimal("19.90"), "EUR");
  private static final String STATEMENTS = "select count(distinct (xmin::text, cmin::text)) from ";

  @TempDir static Path folder;

  private static final Vertx VERTX = Vertx.vertx();
  private static Testbed bed;
  private static Database database;

  /** Stands for the services that the payment service hears of, and for its own. */
  private static Outbox outbox;

  private final List<UUID> orders =
      Stream.generate(UuidCreator::getTimeOrderedEpoch).limit(MANY).toList();
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private Outcomes outcomes;

  @BeforeAll
  static void open() throws Exception {
    bed = Testbed.open();
    var where = DatabaseConfig.from(Settings.of(bed.room("shop")), "shop");
    database =
        Database.open(VERTX, where, List.of(PaymentService.MIGRATIONS, Outbox.MIGRATIONS)).await();
    outbox =
        Outbox.open(
                VERTX,
                database,
                KafkaConfig.of(bed.bootstrapServers(), bed.registryUrl()),
                OutboxConfig.of("shop"),
                List.of(
                    OrderCreated.class,
                    OrderCancelled.class,
                    InventoryReserved.class,
                    PaymentCompleted.class,
                    PaymentFailed.class,
                    PaymentRefunded.class),
                UuidCreator::getTimeOrderedEpochPlus1,
                new SimpleMeterRegistry())
            .await();
    outbox.resolved().await();
  }

  @BeforeEach
  void openOutcomes() {
    outcomes = new Outcomes(outbox, UuidCreator::getTimeOrderedEpoch, Clock.systemUTC(), meters);
  }

  @AfterAll
  static void close() throws IOException {
    outbox.close().eventually(database::close).eventually(VERTX::close).await();
    bed.close();
  }

  @Test
  void eventsThatWaitedShareStatementsAndEveryPaymentIsCollectedOnce() throws Exception {
    var calledOff = Stream.generate(UuidCreator::getTimeOrderedEpoch).limit(MANY).toList();
    var news = new ArrayList<Event>();
    orders.forEach(order -> news.addAll(List.of(created(order), reserved(order))));
    calledOff.forEach(order -> news.addAll(List.of(cancelled(order), reserved(order))));
    emit(news);
    var provider = PaymentProvider.start(VERTX, folder.resolve("ledger"), Clock.systemUTC());
    var token = new JsonObject().put("paymentToken", "tok_ok").encode();
    var orderService =
        VERTX
            .createHttpServer()
            .requestHandler(request -> request.response().end(token))
            .listen(0, "127.0.0.1")
            .await();
    var payment =
        bed.start(
            "payment",
            PaymentService::new,
            Map.of(
                "payment.order-url", "http://127.0.0.1:" + orderService.actualPort(),
                "payment.order-secret", "between us",
                "payment.provider-url", "http://127.0.0.1:" + provider.port()));

    untilStage("payment", orders, Stage.COMPLETED);
    untilStage("payment", calledOff, Stage.CALLED_OFF);
    bed.stop(payment);
    assertThat(Integer.parseInt(bed.sql(STATEMENTS + "payment.payment" + where(calledOff))))
        .isLessThan(MANY);
    assertThat(provider.ledger().getJsonArray("charges").stream())
        .extracting(charge -> ((JsonObject) charge).getString("reference"))
        .containsExactlyInAnyOrderElementsOf(orders.stream().map(UUID::toString).toList());
    assertThat(bed.sql("select count(*) from payment.outbox")).isEqualTo(Integer.toString(MANY));
    assertThat(
            bed.sql(
                "select count(*) from payment.outbox told join shop.outbox led"
                    + " on led.key = told.key and led.id::text = told.causation"))
        .isEqualTo(Integer.toString(MANY));
    provider.close();
  }

  @Test
  void answersThatComeWhileOneIsWrittenShareTheNextStatementsAndEachIsToldOnce() {
    var due = charging();
    var written =
        onEventLoop(
            () -> {
              var all = new ArrayList<Future<?>>();
              due.forEach(one -> all.add(outcomes.charged(one, done("charge"))));
              // Asked a second time, as when a claim ended too early.
              due.forEach(one -> all.add(outcomes.refused(one, declined())));
              return Future.join(all);
            });
    assertThat(written.succeeded()).isTrue();
    untilStage("shop", orders, Stage.COMPLETED);
    assertThat(bed.sql(STATEMENTS + "shop.payment" + where(orders))).isEqualTo("2");
    assertThat(told()).isEqualTo(Integer.toString(MANY));
    assertThat(
            bed.sql(
                "select count(*) from shop.outbox where topic = 'payments'"
                    + " and causation = 'led to ' || key and key in "
                    + list(orders)))
        .isEqualTo(Integer.toString(MANY));
    assertThat(meters.counter("accord.payment.calls", "answer", "charged").count()).isEqualTo(MANY);
  }

  @Test
  void anAnswerThatCannotBeWrittenHarmsNoOther() {
    var due = charging();
    int bad = MANY / 2;
    // PostgreSQL has no such text.
    var refused = done("\0");
    var written =
        onEventLoop(
            () ->
                Future.join(
                    due.stream()
                        .map(
                            one ->
                                outcomes.charged(
                                    one, one.equals(due.get(bad)) ? refused : done("charge")))
                        .toList()));
    assertThat(written.failed()).isTrue();
    var others = new ArrayList<>(orders);
    var alone = others.remove(bad);
    untilStage("shop", others, Stage.COMPLETED);
    untilStage("shop", List.of(alone), Stage.CHARGING);
    assertThat(told()).isEqualTo(Integer.toString(MANY - 1));
    assertThat(meters.counter("accord.payment.calls", "answer", "charged").count())
        .isEqualTo(MANY - 1);

    var later = onEventLoop(() -> outcomes.charged(due.get(bad), done("charge")));
    assertThat(later.succeeded()).isTrue();
    untilStage("shop", orders, Stage.COMPLETED);
  }

  /** Payments of this test's orders whose provider was asked. */
  private List<Due> charging() {
    var sql = database.pool();
    var made =
        PaymentRows.lockOrAdd(sql, Set.copyOf(orders), UuidCreator::getTimeOrderedEpoch).await();
    var charging =
        orders.stream()
            .map(order -> Objects.requireNonNull(made.get(order)).priced(PRICE).reservedNow())
            .toList();
    PaymentRows.save(sql, charging.stream().map(asked -> new Change(asked, null)).toList()).await();
    return charging.stream()
        .map(asked -> new Due(asked, Cause.event("led to " + asked.order(), "all", "")))
        .toList();
  }

  /** Runs it where outcomes are at home; gives what became of it. */
  private static <T> Future<T> onEventLoop(Supplier<Future<T>> work) {
    var ended = Promise.<Future<T>>promise();
    VERTX.runOnContext(
        ignored -> {
          var future = work.get();
          future.onComplete(result -> ended.complete(future));
        });
    return ended.future().await();
  }

  /** Returns when all are on their topics. */
  private static void emit(List<Event> events) {
    var emitted =
        outbox.inTransaction(tx -> Future.join(events.stream().map(tx::emit).toList())).await();
    assertThat(emitted.size()).isEqualTo(events.size());
    Testbed.until(
        "the events", () -> bed.sql("select count(*) from shop.outbox_unpublished").equals("0"));
  }

  private String told() {
    return bed.sql(
        "select count(*) from shop.outbox where topic = 'payments' and key in " + list(orders));
  }

  private static void untilStage(String schema, List<UUID> orders, Stage stage) {
    var there =
        "select count(*) from " + schema + ".payment" + where(orders) + " and stage = '" + stage;
    Testbed.until(
        "all are " + stage, () -> bed.sql(there + "'").equals(Integer.toString(orders.size())));
  }

  private static String where(List<UUID> orders) {
    return " where order_id in " + list(orders);
  }

  private static String list(List<UUID> orders) {
    return orders.stream().map(UUID::toString).collect(Collectors.joining("', '", "('", "')"));
  }

  private static Done done(String reference) {
    return new Done(reference, Instant.EPOCH);
  }

  private static Refused declined() {
    return new Refused(PaymentFailureCause.DECLINED, "declined");
  }

  private static OrderCreated created(UUID order) {
    var item =
        OrderItem.newBuilder()
            .setProductId(new UUID(0, 1))
            .setQuantity(1)
            .setUnitPrice(PRICE.value())
            .build();
    return OrderCreated.newBuilder()
        .setOrderId(order)
        .setItems(List.of(item))
        .setAmount(PRICE.value())
        .setCurrency(PRICE.currency())
        .build();
  }

  private static OrderCancelled cancelled(UUID order) {
    return OrderCancelled.newBuilder()
        .setOrderId(order)
        .setCause(CancelCause.REQUESTED)
        .setReason("why")
        .setCancelledAt(Instant.EPOCH)
        .build();
  }

  private static InventoryReserved reserved(UUID order) {
    return InventoryReserved.newBuilder()
        .setOrderId(order)
        .setItems(List.of())
        .setReservedAt(Instant.EPOCH)
        .build();
  }
}
