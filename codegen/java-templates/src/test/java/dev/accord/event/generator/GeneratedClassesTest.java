package dev.accord.event.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedClassesTest {
  private static final String CALLER_OF_VERSION_ONE =
      """
      import dev.accord.shop.order.OrderCreated;
      import dev.accord.shop.order.OrderItem;
      import java.math.BigDecimal;
      import java.util.List;
      import java.util.UUID;

      final class Caller {
        static OrderCreated place(UUID order, UUID product) {
          var item = OrderItem.newBuilder().setProductId(product).setQuantity(2)
              .setUnitPrice(new BigDecimal("9.95")).build();
          return OrderCreated.newBuilder().setOrderId(order).setItems(List.of(item))
              .setAmount(new BigDecimal("19.9")).build();
        }

        static BigDecimal read(OrderCreated order) {
          return order.getItems().get(0).getUnitPrice().add(order.getAmount());
        }

        private Caller() {}
      }
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aCallerOfVersionOneCompilesWithEveryLaterVersion(int version) throws IOException {
    var caller = Files.writeString(folder.resolve("Caller.java"), CALLER_OF_VERSION_ONE);
    assertThat(Generated.from(folder, orderCreated(version)).compileWith(caller)).isEmpty();
  }

  @Test
  void whatThisTestCallsABreakWouldBeFound() throws IOException {
    var caller =
        Files.writeString(
            folder.resolve("Caller.java"), CALLER_OF_VERSION_ONE.replace("setAmount", "setTotal"));
    assertThat(Generated.from(folder, orderCreated(3)).compileWith(caller)).isNotEmpty();
  }

  @Test
  void everyKindOfTypeCompilesWithoutAWarning() throws IOException {
    var schema =
        """
        {"type": "record", "name": "Everything", "namespace": "kinds", "doc": "<kinds> & @more",
         "fields": [
          {"name": "flag", "type": "boolean"},
          {"name": "count", "type": "int", "default": 7},
          {"name": "large", "type": "long"},
          {"name": "value", "type": "string"}, {"name": "field", "type": "string"},
          {"name": "other", "type": "string"}, {"name": "that", "type": "string"},
          {"name": "missing", "type": "string"}, {"name": "builder", "type": "string"},
          {"name": "ratio", "type": ["null", "double"], "default": null},
          {"name": "raw", "type": "bytes"},
          {"name": "code", "type": {"type": "fixed", "name": "Code", "size": 3}},
          {"name": "names", "type": {"type": "map", "values": "string"}},
          {"name": "day", "type": {"type": "int", "logicalType": "date"}},
          {"name": "exact", "default": null,
           "type": ["null", {"type": "long", "logicalType": "timestamp-micros"}]},
          {"name": "class", "type": {"type": "enum", "name": "Kind",
           "symbols": ["UNKNOWN", "public"], "default": "UNKNOWN"}},
          {"name": "parts", "default": null, "type": ["null", {"type": "array",
           "items": {"type": "record", "name": "Part", "fields": []}}]}
        ]}
        """;
    assertThat(Generated.from(folder, schema).compileWith()).isEmpty();
  }

  @Test
  void anEventWithoutItsKeyIsRefused() {
    var keyless =
        """
        {"type": "record", "name": "OrderCreated", "namespace": "dev.accord.shop.order", "fields": [
          {"name": "orderId", "type": ["null", "string"], "default": null}]}
        """;
    assertThatThrownBy(() -> Generated.from(folder, keyless))
        .rootCause()
        .hasMessage(
            "dev.accord.shop.order.OrderCreated: accord.yaml keys topic orders by orderId, which is"
                + " no required field of the event");
  }

  private static String orderCreated(int version) throws IOException {
    var resource =
        "/contracts/released/orders-dev.accord.shop.order.OrderCreated/" + version + ".avsc";
    try (var stream = GeneratedClassesTest.class.getResourceAsStream(resource)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
