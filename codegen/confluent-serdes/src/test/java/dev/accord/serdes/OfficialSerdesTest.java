package dev.accord.serdes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.shop.order.CancelCause;
import dev.accord.shop.order.OrderCancelled;
import dev.accord.shop.order.OrderCreated;
import dev.accord.shop.order.OrderItem;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.confluent.kafka.serializers.subject.TopicRecordNameStrategy;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The official classes as an application sets them up, with nothing said about trust. */
class OfficialSerdesTest {
  private static final String SCOPE = "official-serdes";
  private static final String SUBJECT = "orders-dev.accord.shop.order.OrderCreated";
  private static final UUID ID = UUID.fromString("00000000-0000-4000-8000-000000000001");

  private SchemaRegistryClient registry;

  @BeforeEach
  void openRegistry() {
    registry =
        SchemaRegistryClientFactory.newClient(
            List.of("mock://" + SCOPE), 100, List.of(), Map.of(), Map.of());
  }

  @AfterEach
  void dropRegistry() {
    MockSchemaRegistry.dropScope(SCOPE);
  }

  @Test
  void aTypedEventComesBackTypedAndEqual() throws Exception {
    assertThat(registry.register(SUBJECT, released(3))).isPositive();
    var order =
        OrderCreated.newBuilder()
            .setOrderId(ID)
            .setItems(List.of(item()))
            .setAmount(new BigDecimal("19.90"))
            .setCustomerId(ID)
            .setCurrency("CHF")
            .build();
    var back = roundTrip(order);
    assertThat(back).isInstanceOf(OrderCreated.class).isEqualTo(order).hasSameHashCodeAs(order);
    assertThat(back).hasToString(order.toString());
  }

  @Test
  void enumsAndTimesComeBackTyped() throws Exception {
    var cancelled =
        OrderCancelled.newBuilder()
            .setOrderId(ID)
            .setCause(CancelCause.OUT_OF_STOCK)
            .setReason("3 wanted, 1 available")
            .setCancelledAt(Instant.parse("2026-01-02T03:04:05.678Z"))
            .build();
    assertThat(
            registry.register(
                cancelled.subject(), schema("orders-dev.accord.shop.order.OrderCancelled", 1)))
        .isPositive();
    assertThat(roundTrip(cancelled)).isEqualTo(cancelled);
  }

  @Test
  void theSerializerRegistersExactlyTheReleasedText() throws Exception {
    try (var serializer = new KafkaAvroSerializer()) {
      var settings = settings();
      settings.put("auto.register.schemas", true);
      serializer.configure(settings, false);
      var unused =
          serializer.serialize(
              "orders",
              OrderCreated.newBuilder()
                  .setOrderId(ID)
                  .setItems(List.of(item()))
                  .setAmount(BigDecimal.TEN)
                  .build());
    }
    assertThat(registry.getLatestSchemaMetadata(SUBJECT).getSchema())
        .isEqualTo(released(3).canonicalString());
  }

  @Test
  void aTypedReaderTakesAnEventOfVersionOne() throws Exception {
    var schema = released(1);
    assertThat(registry.register(SUBJECT, schema)).isPositive();
    var avro = schema.rawSchema();
    var item = avro.getField("items").schema().getElementType();
    var old =
        new GenericRecordBuilder(avro)
            .set("orderId", ID.toString())
            .set(
                "items",
                List.of(
                    new GenericRecordBuilder(item)
                        .set("productId", ID.toString())
                        .set("quantity", 2)
                        .set("unitPrice", ByteBuffer.wrap(new byte[] {3, (byte) 0xE3}))
                        .build()))
            .set("amount", ByteBuffer.wrap(new byte[] {7, (byte) 0xC6}))
            .build();
    assertThat(roundTrip(old))
        .isEqualTo(
            OrderCreated.newBuilder()
                .setOrderId(ID)
                .setItems(List.of(item()))
                .setAmount(new BigDecimal("19.90"))
                .build());
  }

  @Test
  void aGenericReaderNeedsNoClass() throws Exception {
    assertThat(registry.register(SUBJECT, released(3))).isPositive();
    var order =
        OrderCreated.newBuilder()
            .setOrderId(ID)
            .setItems(List.of(item()))
            .setAmount(new BigDecimal("19.90"))
            .build();
    var settings = settings();
    settings.put("specific.avro.reader", false);
    var back = (GenericRecord) roundTrip(order, settings);
    assertThat(back).isInstanceOf(GenericData.Record.class);
    assertThat(back.get("orderId")).hasToString(ID.toString());
    assertThat(back.get("couponCode")).isNull();
  }

  private static OrderItem item() {
    return OrderItem.newBuilder()
        .setProductId(ID)
        .setQuantity(2)
        .setUnitPrice(new BigDecimal("9.95"))
        .build();
  }

  private static Object roundTrip(Object event) {
    return roundTrip(event, settings());
  }

  private static Object roundTrip(Object event, Map<String, Object> settings) {
    try (var serializer = new KafkaAvroSerializer();
        var deserializer = new KafkaAvroDeserializer()) {
      serializer.configure(settings, false);
      deserializer.configure(settings, false);
      return deserializer.deserialize("orders", serializer.serialize("orders", event));
    }
  }

  private static Map<String, Object> settings() {
    var settings = new HashMap<String, Object>();
    settings.put("schema.registry.url", "mock://" + SCOPE);
    settings.put("value.subject.name.strategy", TopicRecordNameStrategy.class.getName());
    settings.put("auto.register.schemas", false);
    settings.put("avro.remove.java.properties", true);
    settings.put("specific.avro.reader", true);
    return settings;
  }

  private static AvroSchema released(int version) throws IOException {
    return schema(SUBJECT, version);
  }

  private static AvroSchema schema(String subject, int version) throws IOException {
    var resource = "/contracts/released/" + subject + "/" + version + ".avsc";
    try (var stream = OfficialSerdesTest.class.getResourceAsStream(resource)) {
      return new AvroSchema(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
