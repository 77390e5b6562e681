package dev.accord.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.accord.event.Event;
import dev.accord.shop.order.OrderCreated;
import dev.accord.shop.order.OrderItem;
import dev.accord.shop.order.OrderPaid;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;

class ClientJarTest {
  private static final UUID ID = new UUID(1, 2);
  private static final OrderItem ITEM =
      OrderItem.newBuilder()
          .setProductId(ID)
          .setQuantity(2)
          .setUnitPrice(new BigDecimal("9.95"))
          .build();

  @Test
  void anEventKnowsItsPlace() {
    assertThat(order().topic()).isEqualTo("orders");
    assertThat(order().key()).isEqualTo(ID.toString());
    assertThat(order().subject()).isEqualTo("orders-dev.accord.shop.order.OrderCreated");
  }

  @Test
  void valuesAreTypedExactAndDefaulted() {
    var order = order();
    assertThat(order.getOrderId()).isEqualTo(ID);
    assertThat(order.getAmount()).isEqualTo(new BigDecimal("19.90"));
    assertThat(order.getCurrency()).isEqualTo("EUR");
    assertThat(order.getCouponCode()).isEmpty();
    assertThat(order.getItems()).containsExactly(ITEM);
    assertThat(paidAt("2026-01-02T03:04:05.678901Z").getPaidAt())
        .isEqualTo(Instant.parse("2026-01-02T03:04:05.678Z"));
    assertThat(OrderCreated.newBuilder(order).setCurrency("CHF").build().getCurrency())
        .isEqualTo("CHF");
  }

  @Test
  void aRecordDoesNotFollowWhatItWasMadeFrom() {
    var items = new ArrayList<>(List.of(ITEM));
    var order = OrderCreated.newBuilder(order()).setItems(items).build();
    items.clear();
    assertThat(order.getItems()).hasSize(1);
    assertThatThrownBy(() -> order.getItems().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void theBuilderNamesWhatIsMissingOrDoesNotFit() {
    assertThatThrownBy(() -> OrderCreated.newBuilder().setOrderId(ID).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "dev.accord.shop.order.OrderCreated lacks items, amount: set every required field");
    assertThatThrownBy(() -> OrderCreated.newBuilder().setAmount(new BigDecimal("0.001")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("amount: 0.001 has more than 2 decimal places");
    assertThatThrownBy(() -> OrderCreated.newBuilder().setAmount(new BigDecimal("1E10")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("amount: 10000000000 has more than 12 digits");
  }

  @Test
  void everyEventIsListedWithItsSchemaAndIsBuilderOnly() throws Exception {
    var index = new ObjectMapper().readTree(resource("META-INF/accord/events.json"));
    assertThat(index).hasSize(15);
    for (var entry : index) {
      var type = Class.forName(entry.get("event").asText());
      var schema = SpecificData.get().getSchema(type);
      assertThat(type).isAssignableTo(Event.class);
      assertThat(resource(entry.get("schema").asText())).isEqualTo(registered(schema));
      assertThat(resource(released(entry))).isEqualTo(registered(schema));
      assertThat(entry.get("subject").asText())
          .isEqualTo(entry.get("topic").asText() + "-" + schema.getFullName());
      assertThat(schema.getField(entry.get("key").asText())).isNotNull();
      assertThat(entry.get("partitions").asInt()).isEqualTo(4);
      assertThat(entry.get("cleanup").asText())
          .isEqualTo(
              Set.of("customers", "products").contains(entry.get("topic").asText())
                  ? "compact"
                  : "delete");
      assertThat(type.getConstructors()).hasSize(1);
      assertThat(type.getConstructor().isAnnotationPresent(Deprecated.class)).isTrue();
      assertThat(Arrays.stream(type.getMethods()).filter(m -> !Modifier.isStatic(m.getModifiers())))
          .noneMatch(method -> method.getName().startsWith("set"));
    }
  }

  private static OrderCreated order() {
    return OrderCreated.newBuilder()
        .setOrderId(ID)
        .setItems(List.of(ITEM))
        .setAmount(new BigDecimal("19.9"))
        .build();
  }

  private static OrderPaid paidAt(String time) {
    return OrderPaid.newBuilder()
        .setOrderId(ID)
        .setPaymentId(ID)
        .setAmount(new BigDecimal("19.90"))
        .setCurrency("EUR")
        .setPaidAt(Instant.parse(time))
        .build();
  }

  private static String released(JsonNode entry) {
    return "contracts/released/"
        + entry.get("subject").asText()
        + "/"
        + entry.get("version").asText()
        + ".avsc";
  }

  /** The text without what only Java reads, as the serializer registers it. */
  private static String registered(Schema schema) {
    return schema
        .toString()
        .replace("{\"type\":\"string\",\"avro.java.string\":\"String\"}", "\"string\"")
        .replace(",\"avro.java.string\":\"String\"", "");
  }

  private static String resource(String name) throws IOException {
    try (var stream = ClientJarTest.class.getClassLoader().getResourceAsStream(name)) {
      assertThat(stream).as(name).isNotNull();
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
