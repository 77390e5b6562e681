package dev.accord.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.accord.embedded.CaughtMail;
import dev.accord.embedded.FreePorts;
import dev.accord.embedded.MailCatcher;
import dev.accord.order.OrderService;
import dev.accord.shop.inventory.InventoryRejected;
import dev.accord.shop.order.OrderStatus;
import dev.accord.shop.order.OrderStatusChanged;
import dev.accord.shop.product.ProductUpdated;
import dev.accord.testbed.RunningService;
import dev.accord.testbed.TestTopics;
import dev.accord.testbed.Testbed;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NotificationTest {
  private static final UUID PRODUCT = new UUID(0, 1);
  private static final Map<String, String> ORDER_SETTINGS =
      Map.of("http.port", Integer.toString(FreePorts.one()));

  private static Testbed bed;
  private static TestTopics topics;
  private static MailCatcher catcher;
  private static RunningService orders;
  private static RunningService notification;

  @BeforeAll
  static void open() throws Exception {
    bed = Testbed.open();
    topics = bed.topics();
    catcher = MailCatcher.start(Clock.systemUTC());
    orders = bed.start("order", OrderService::new, ORDER_SETTINGS);
    notification =
        bed.start(
            "notification",
            NotificationService::new,
            Map.of(
                "order.url", orders.url().toString(),
                "smtp.port", Integer.toString(catcher.port()),
                "mail.poll", "20ms",
                "mail.attempt-max", "10m",
                "mail.retry-min", "20ms",
                "mail.retry-max", "1s"));
    topics.publish(product());
    orders.untilReady();
    notification.untilReady();
    Testbed.until("the product", () -> RunningService.json(orders.get("/products")).size() == 1);
  }

  @AfterEach
  void hurryUp() {
    catcher.slowDown(Duration.ZERO);
  }

  @AfterAll
  static void close() throws Exception {
    bed.close();
    catcher.close();
  }

  @Test
  void aThinEventBecomesAMailWithTheOrdersFacts() {
    var order = place("reader@example.com");
    var event = notice(order, OrderStatus.PAID);
    var mail = mail(order, 1);
    assertThat(mail.to()).isEqualTo("reader@example.com");
    assertThat(mail.from()).isEqualTo("shop@example.com");
    assertThat(mail.subject()).isEqualTo("Your order " + order + " is paid");
    assertThat(mail.text()).startsWith("Dear Reader,").contains("We received 39.80 EUR");
    assertThat(mail.header("Message-ID")).contains("<" + event + "@example.com>");
  }

  @Test
  void aCancelledOrderIsToldWithItsReason() {
    var order = place("reader@example.com");
    topics.publish(rejected(order));
    Testbed.until(
        "cancelled", () -> orders.get("/orders/" + order).body().contains("\"CANCELLED\""));
    notice(order, OrderStatus.CANCELLED);
    assertThat(mail(order, 1).text()).contains("The reason: none left");
  }

  @Test
  void stepsThatCustomersDoNotCareAboutAndRepetitionsSendNothing() {
    var order = place("reader@example.com");
    notice(order, OrderStatus.RESERVED);
    notice(order, OrderStatus.PAID);
    notice(order, OrderStatus.PAID);
    untilTold(order, "PAID");
    notice(order, OrderStatus.SHIPPED);
    assertThat(mail(order, 2).subject()).endsWith("is on its way");
    assertThat(mails(order)).hasSize(2);
  }

  @Test
  void withTheOrderServiceAwayMailsWaitAndKeepTheirOrder() {
    var order = place("reader@example.com");
    bed.stop(orders);
    try {
      notice(order, OrderStatus.PAID);
      untilTold(order, "PAID");
      notice(order, OrderStatus.SHIPPED);
      Testbed.until("two attempts", () -> attempts(order) >= 2);
      assertThat(told(order)).contains("\"state\":\"DUE\"");
    } finally {
      orders = bed.start("order", OrderService::new, ORDER_SETTINGS);
    }
    assertThat(mail(order, 2).subject()).endsWith("is on its way");
    assertThat(mails(order)).extracting(CaughtMail::subject).last().asString().endsWith("is paid");
  }

  @Test
  void noticesMayBeReadInAnyOrderAndTheirMailsGoOutInTheOrderOfWhatHappened() {
    var order = place("reader@example.com");
    bed.stop(orders);
    try {
      notice(order, OrderStatus.SHIPPED);
      untilTold(order, "SHIPPED");
      notice(order, OrderStatus.PAID);
      untilTold(order, "PAID");
      var unused =
          bed.sql(
              "update notification.mail set number = 7 where status = 'SHIPPED' and order_id = '"
                  + order
                  + "' returning 1");
    } finally {
      orders = bed.start("order", OrderService::new, ORDER_SETTINGS);
    }
    assertThat(mail(order, 2).subject()).endsWith("is on its way");
  }

  @Test
  void aSlowMailServerHoldsNoTransactionAndDelaysNobody() {
    catcher.slowDown(Duration.ofMinutes(9));
    var placed = List.of(place("a@example.com"), place("b@example.com"), place("c@example.com"));
    placed.forEach(order -> notice(order, OrderStatus.PAID));
    Testbed.until("all are at it", () -> placed.stream().allMatch(order -> attempts(order) == 1));
    assertThat(
            bed.sql(
                "select count(*) from pg_stat_activity where usename = 'notification' and"
                    + " xact_start <= (select max(claimed_until) - interval '630 s' from"
                    + " notification.mail)"))
        .isEqualTo("0");
    placed.forEach(order -> notice(order, OrderStatus.SHIPPED));
    placed.forEach(order -> untilTold(order, "SHIPPED"));
    assertThat(orders.get("/orders/" + place("d@example.com")).statusCode()).isEqualTo(200);
    assertThat(placed).allSatisfy(order -> assertThat(mails(order)).isEmpty());
  }

  @Test
  void aMailThatMayHaveGoneOutGoesOutAgainAndIsKnownByItsMessageId() {
    var order = place("reader@example.com");
    notice(order, OrderStatus.PAID);
    var first = mail(order, 1);
    Testbed.until("noted", () -> told(order).contains("SENT"));
    // As a crash leaves it between the server's answer and the note of it.
    var unused =
        bed.sql(
            "update notification.mail set state = 'DUE', ended_at = null where order_id = '"
                + order
                + "' returning 1");
    assertThat(mail(order, 2).header("Message-ID")).isEqualTo(first.header("Message-ID"));
  }

  @Test
  void aMailboxThatIsRefusedForGoodIsGivenUp() {
    var order = place("bounce@example.com");
    notice(order, OrderStatus.PAID);
    Testbed.until("dropped", () -> told(order).contains("DROPPED"));
    assertThat(told(order)).contains("the mail server refuses it", "no such mailbox");
  }

  @Test
  void anErasedCustomerIsForgottenAndWrittenToNoMore() {
    var customer = register("forgotten@example.com");
    var order = place(UUID.fromString(customer));
    topics.untilConsumed("notification", "customers");
    topics.erase("customers", customer);
    topics.untilConsumed("notification", "customers");
    assertThat(
            bed.sql(
                "select count(*) from notification.customer"
                    + " where email = 'forgotten@example.com'"))
        .isEqualTo("0");
    notice(order, OrderStatus.PAID);
    Testbed.until("dropped", () -> told(order).contains("DROPPED"));
    assertThat(told(order)).contains("the customer was erased");
    assertThat(mails(order)).isEmpty();
  }

  @Test
  void anOrderThatNobodyKnowsIsGivenUp() {
    var order = new UUID(7, 7);
    notice(order, OrderStatus.PAID);
    Testbed.until("dropped", () -> told(order).contains("knows no such order"));
    assertThat(notification.get("/orders/no-id/mails").statusCode()).isEqualTo(400);
  }

  @CanIgnoreReturnValue
  private static String notice(UUID order, OrderStatus status) {
    return topics.publish(
        OrderStatusChanged.newBuilder().setOrderId(order).setStatus(status).build());
  }

  /** The mail that came last, once there are so many of the order. */
  private static CaughtMail mail(UUID order, int count) {
    Testbed.until(count + " mails of " + order, () -> mails(order).size() >= count);
    return mails(order).get(0);
  }

  private static List<CaughtMail> mails(UUID order) {
    return catcher.mails().stream()
        .filter(mail -> mail.header(Letter.ORDER_HEADER).orElse("").equals(order.toString()))
        .toList();
  }

  private static void untilTold(UUID order, String status) {
    Testbed.until(status + " is noted", () -> told(order).contains("\"" + status + "\""));
  }

  private static String told(UUID order) {
    return notification.get("/orders/" + order + "/mails").body();
  }

  private static int attempts(UUID order) {
    var told = RunningService.json(notification.get("/orders/" + order + "/mails"));
    return told.isEmpty() ? 0 : told.get(0).get("attempts").asInt();
  }

  private static String register(String email) {
    var answer = orders.post("/customers", "{\"name\":\"Reader\",\"email\":\"" + email + "\"}");
    return RunningService.json(answer).get("customerId").asText();
  }

  private static UUID place(String email) {
    return place(UUID.fromString(register(email)));
  }

  private static UUID place(UUID customer) {
    var answer =
        orders.post(
            "/orders",
            "{\"customerId\":\""
                + customer
                + "\",\"items\":[{\"productId\":\""
                + PRODUCT
                + "\",\"quantity\":2}],\"paymentToken\":\"tok_ok\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return UUID.fromString(RunningService.json(answer).get("orderId").asText());
  }

  private static ProductUpdated product() {
    return ProductUpdated.newBuilder()
        .setProductId(PRODUCT)
        .setName("Coffee")
        .setPrice(new BigDecimal("19.90"))
        .setCurrency("EUR")
        .setUpdatedAt(Instant.EPOCH)
        .build();
  }

  private static InventoryRejected rejected(UUID order) {
    return InventoryRejected.newBuilder()
        .setOrderId(order)
        .setReason("none left")
        .setShortages(List.of())
        .setRejectedAt(Instant.EPOCH)
        .build();
  }
}
