package dev.accord.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.shop.order.CancelCause;
import dev.accord.shop.order.OrderCancelled;
import dev.accord.shop.order.OrderCreated;
import dev.accord.testbed.TestTopics;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OrderFlowTest {
  private static final String CUSTOMER = Customers.SAMPLE.toString();
  private static final String COFFEE = "00000000-0000-4000-8000-000000000001";
  private static final String FILTERS = "00000000-0000-4000-8000-000000000003";
  private static final String KETTLE = "00000000-0000-4000-8000-000000000004";
  private static final String GRINDER = "00000000-0000-4000-8000-000000000005";
  private static final String GIFT_CARD_IN_DOLLARS = "00000000-0000-4000-8000-000000000006";

  @RegisterExtension static final OpenShop OPEN = new OpenShop();

  private static Shop shop;
  private static TestTopics topics;

  @BeforeAll
  static void enter() {
    shop = OPEN.get();
    topics = shop.topics();
  }

  @Test
  void anOrderIsReservedAndItsEventIsReadByTheOfficialDeserializerAlone() {
    var before = stock(COFFEE);
    var answer = shop.post("/orders", order(COFFEE, 2));
    assertThat(answer.statusCode()).isEqualTo(201);
    var id = Shop.json(answer).get("orderId").asText();
    assertThat(answer.headers().firstValue("Location")).contains("/orders/" + id);
    assertThat(answer.body())
        .isEqualTo(
            "{\"orderId\":\""
                + id
                + "\",\"status\":\"PENDING\",\"amount\":39.80,\"currency\":\"EUR\"}");

    untilStatus(id, "RESERVED");
    assertThat(shop.get("/orders/" + id).body())
        .contains("\"amount\":39.80", "\"unitPrice\":19.90", "\"quantity\":2")
        .doesNotContain("tok_ok", "reason");
    assertThat(stock(COFFEE)).isEqualTo(before - 2);

    var record = topics.records("orders", id).get(0);
    assertThat(TestTopics.header(record, "ce_type"))
        .isEqualTo("dev.accord.shop.order.OrderCreated");
    assertThat(TestTopics.header(record, "ce_source")).isEqualTo("order");
    assertThat(TestTopics.header(record, "ce_subject")).isEqualTo(id);
    var event = (OrderCreated) topics.decode(record);
    assertThat(event.getOrderId()).hasToString(id);
    assertThat(event.getAmount()).isEqualTo(new BigDecimal("39.80"));
    assertThat(event.getCustomerId()).contains(Customers.SAMPLE);
    assertThat(
            shop.sql(
                "select encode(value, 'hex') from \"order\".outbox where topic = 'orders'"
                    + " and key = '"
                    + id
                    + "'"))
        .isEqualTo(HexFormat.of().formatHex(record.value()));
  }

  @Test
  void anOrderAboveTheStockIsCancelledWithTheReasonAndTakesNothing() {
    var coffee = stock(COFFEE);
    var body =
        Shop.json(shop.post("/orders", order(List.of(item(COFFEE, 1), item(GRINDER, 4)), "")));
    var id = body.get("orderId").asText();
    untilStatus(id, "CANCELLED");
    var reason = "Hand grinder, the last ones (" + GRINDER + "): 4 wanted, 3 available";
    assertThat(Shop.json(shop.get("/orders/" + id)).get("reason").asText()).isEqualTo(reason);
    assertThat(stock(COFFEE)).isEqualTo(coffee);
    assertThat(stock(GRINDER)).isEqualTo(3);

    Shop.until("told", () -> topics.records("orders", id).size() == 2);
    var cancelled = (OrderCancelled) topics.decode(topics.records("orders", id).get(1));
    assertThat(cancelled.getCause()).isEqualTo(CancelCause.OUT_OF_STOCK);
    assertThat(cancelled.getReason()).isEqualTo(reason);
  }

  @Test
  void anEventThatArrivesAgainTakesNoStockAgain() throws Exception {
    var before = stock(KETTLE);
    var id = Shop.json(shop.post("/orders", order(KETTLE, 5))).get("orderId").asText();
    untilStatus(id, "RESERVED");
    var record = topics.records("orders", id).get(0);

    topics.publish(
        new ProducerRecord<>("orders", record.partition(), record.key(), record.value()));
    topics.publish(
        new ProducerRecord<>(
            "orders", record.partition(), record.key(), record.value(), record.headers()));
    topics.untilConsumed("inventory", record.topic());
    assertThat(stock(KETTLE)).isEqualTo(before - 5);
    assertThat(topics.records("inventory", id)).hasSize(1);
  }

  @Test
  void aRepeatedRequestGetsItsFirstAnswerAndPlacesNothing() {
    var key = "test-" + FILTERS;
    var first = shop.post("/orders", order(FILTERS, 1), "Idempotency-Key", key);
    var id = Shop.json(first).get("orderId").asText();
    untilStatus(id, "RESERVED");
    var again = shop.post("/orders", " " + order(FILTERS, 1) + " ", "Idempotency-Key", key);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Location"))
        .isEqualTo(first.headers().firstValue("Location"));
    assertThat(topics.records("orders", id)).hasSize(1);

    var other = shop.post("/orders", order(FILTERS, 2), "Idempotency-Key", key);
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(other.body()).contains("this Idempotency-Key was used for another order");
  }

  @Test
  void requestsWithOneKeyAtTheSameTimePlaceOneOrder() {
    var ids =
        IntStream.range(0, 16)
            .parallel()
            .mapToObj(i -> shop.post("/orders", order(FILTERS, 3), "Idempotency-Key", "race"))
            .map(answer -> Shop.json(answer).get("orderId").asText())
            .distinct()
            .toList();
    assertThat(ids).hasSize(1);
    assertThat(shop.sql("select count(*) from \"order\".orders where idempotency_key = 'race'"))
        .isEqualTo("1");
  }

  @Test
  void pagesShowEachOrderOnceTheYoungestFirst() {
    var customer = register();
    var placed = new ArrayList<String>();
    for (int i = 0; i < 7; i++) {
      var body = order(COFFEE, 1).replace(CUSTOMER, customer);
      placed.add(0, Shop.json(shop.post("/orders", body)).get("orderId").asText());
    }
    var shown = new ArrayList<String>();
    var path = "/orders?limit=3&customerId=" + customer;
    for (var next = path; !next.isEmpty(); ) {
      var page = Shop.json(shop.get(next));
      page.get("orders").forEach(order -> shown.add(order.get("orderId").asText()));
      next = page.has("next") ? path + "&after=" + page.get("next").asText() : "";
    }
    assertThat(shown).isEqualTo(placed);
    placed.forEach(id -> untilStatus(id, "RESERVED"));
    assertThat(Shop.json(shop.get(path + "&status=RESERVED")).get("orders")).hasSize(3);
    assertThat(Shop.json(shop.get(path + "&status=CANCELLED")).get("orders")).isEmpty();
  }

  @Test
  void whatCannotBeOrderedIsNamedFieldByField() {
    var unknown = new UUID(7, 7).toString();
    var body =
        order(List.of(item(unknown, 1), item(COFFEE, 1), item(GIFT_CARD_IN_DOLLARS, 1)), "")
            .replace(CUSTOMER, unknown);
    var answer = shop.post("/orders", body);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(fields(answer)).containsExactly("customerId", "items[0].productId", "items[2]");

    var inDollars = shop.post("/orders", order(List.of(item(COFFEE, 1)), ",\"currency\":\"USD\""));
    assertThat(fields(inDollars)).containsExactly("currency");
    assertThat(shop.post("/orders", "{\"customerId\":").statusCode()).isEqualTo(400);
    assertThat(shop.get("/orders/" + unknown).statusCode()).isEqualTo(404);
    assertThat(fields(shop.get("/orders/no-id"))).containsExactly("orderId");
    assertThat(fields(shop.get("/orders/1-1-1-1-1"))).containsExactly("orderId");
    assertThat(fields(shop.get("/orders?status=LOST&limit=0"))).contains("status", "limit");
    assertThat(fields(shop.post("/customers", "{\"name\":\"\",\"email\":\"nobody\"}")))
        .containsExactly("name", "email");
  }

  private static String register() {
    var answer = shop.post("/customers", "{\"name\":\"Reader\",\"email\":\"reader@example.com\"}");
    assertThat(answer.statusCode()).isEqualTo(201);
    var id = Shop.json(answer).get("customerId").asText();
    Shop.until("told", () -> topics.records("customers", id).size() == 1);
    return id;
  }

  private static String order(String product, int quantity) {
    return order(List.of(item(product, quantity)), "");
  }

  private static String order(List<String> items, String more) {
    return "{\"customerId\":\""
        + CUSTOMER
        + "\",\"items\":"
        + items
        + ",\"paymentToken\":\"tok_ok\""
        + more
        + "}";
  }

  private static String item(String product, int quantity) {
    return "{\"productId\":\"" + product + "\",\"quantity\":" + quantity + "}";
  }

  private static List<String> fields(HttpResponse<String> answer) {
    var fields = new ArrayList<String>();
    Shop.json(answer).get("errors").forEach(error -> fields.add(error.get("field").asText()));
    return fields;
  }

  private static int stock(String product) {
    return Integer.parseInt(
        shop.sql("select available from inventory.stock where product_id = '" + product + "'"));
  }

  private static void untilStatus(String id, String status) {
    Shop.until(
        status, () -> Shop.json(shop.get("/orders/" + id)).get("status").asText().equals(status));
  }
}
