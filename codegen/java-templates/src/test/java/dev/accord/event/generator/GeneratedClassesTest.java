package dev.accord.event.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accord.event.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
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
  void aReaderCompiledAgainstVersionOneReadsVersionThree() throws Exception {
    var old = Generated.from(folder, orderCreated(1));
    assertThat(old.compileWith()).isEmpty();
    var written = new SchemaParser().parse(orderCreated(3)).mainSchema();
    var wanted = new SchemaParser().parse(orderCreated(1)).mainSchema();
    try (var loader = new URLClassLoader(new URL[] {old.classes().toUri().toURL()})) {
      var reader =
          new SpecificDatumReader<SpecificRecord>(written, wanted, new SpecificData(loader));
      var bytes = DecoderFactory.get().binaryDecoder(encoded(written), null);
      var event = (Event) reader.read(null, bytes);
      assertThat(event.getClass().getClassLoader()).isSameAs(loader);
      assertThat(event.key()).isEqualTo("00000000-0000-4000-8000-000000000001");
      assertThat(event.getSchema().getFields()).hasSize(3);
      assertThat(event).asString().contains("19.90");
    }
  }

  @Test
  void whatThisTestCallsABreakWouldBeFound() throws IOException {
    var caller =
        Files.writeString(
            folder.resolve("Caller.java"), CALLER_OF_VERSION_ONE.replace("setAmount", "setTotal"));
    assertThat(Generated.from(folder, orderCreated(3)).compileWith(caller)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"namespace\": \"kinds\",", ""})
  void everyKindOfTypeCompilesWithoutAWarningInAPackageOrInNone(String namespace)
      throws IOException {
    var schema =
        """
        {"type": "record", "name": "Everything", NAMESPACE "doc": "<kinds> & @more",
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
        """
            .replace("NAMESPACE", namespace);
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

  private static byte[] encoded(Schema schema) throws IOException {
    var order =
        new GenericRecordBuilder(schema)
            .set("orderId", "00000000-0000-4000-8000-000000000001")
            .set("items", List.of())
            .set("amount", ByteBuffer.wrap(new BigInteger("1990").toByteArray()))
            .set("currency", "CHF")
            .build();
    var bytes = new ByteArrayOutputStream();
    var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(schema).write(order, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private static String orderCreated(int version) throws IOException {
    var resource =
        "/contracts/released/orders-dev.accord.shop.order.OrderCreated/" + version + ".avsc";
    try (var stream = GeneratedClassesTest.class.getResourceAsStream(resource)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
