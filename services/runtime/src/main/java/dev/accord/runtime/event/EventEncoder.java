package dev.accord.runtime.event;

import dev.accord.event.Event;
import dev.accord.runtime.kafka.KafkaConfig;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaUtils;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.confluent.kafka.serializers.subject.TopicRecordNameStrategy;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Encodes events with the official serializer: magic byte, schema id, Avro. Schemas are never
 * registered and never chosen by "latest": an event carries the id of exactly the schema its class
 * was generated from. Thread-safe.
 */
public final class EventEncoder {
  private final SchemaRegistryClient registry;
  private final KafkaAvroSerializer serializer;
  private final Set<String> resolved = ConcurrentHashMap.newKeySet();

  /** An encoder that knows no schema yet; opens no connection. */
  public EventEncoder(KafkaConfig config) {
    registry = OffLoopRegistry.client(config.registryUrl());
    serializer = new KafkaAvroSerializer(registry);
    serializer.configure(
        Map.of(
            "schema.registry.url", config.registryUrl(),
            "auto.register.schemas", false,
            "use.latest.version", false,
            "avro.remove.java.properties", true,
            "value.subject.name.strategy", TopicRecordNameStrategy.class.getName()),
        false);
  }

  /**
   * Asks the registry for the type's schema id, so that encoding needs no call. Blocks: not for an
   * event loop. Idempotent.
   *
   * @throws IOException if the registry cannot be reached
   * @throws RestClientException if the registry answers but does not know the schema
   */
  public void resolve(EventType<?> type) throws IOException, RestClientException {
    // The very schema the serializer will ask for: the cache is keyed by it.
    var written =
        AvroSchemaUtils.getSchema(
            SpecificData.getForClass(type.type()).newRecord(null, type.schema()),
            false,
            false,
            true);
    var unused = registry.getId(type.subject(), new AvroSchema(written), false);
    resolved.add(type.subject());
  }

  /** Whether {@link #encode} can encode events of this subject now. */
  public boolean knows(String subject) {
    return resolved.contains(subject);
  }

  /**
   * The event as it goes on the wire. Pure CPU.
   *
   * @throws ContractBreachException if the event does not fit its schema, or was never resolved
   */
  public byte[] encode(Event event) {
    if (!knows(event.subject())) {
      throw new ContractBreachException(
          event.getSchema().getFullName()
              + " has no schema id: declare the event where the outbox is built");
    }
    try {
      return serializer.serialize(event.topic(), event);
    } catch (SerializationException e) {
      throw new ContractBreachException(
          event.getSchema().getFullName() + " breaks its contract: " + reason(e), e);
    }
  }

  private static String reason(SerializationException e) {
    // The serializer's own message says only that it failed; Avro's below it names the field.
    var cause = e.getCause();
    return cause == null ? String.valueOf(e.getMessage()) : String.valueOf(cause.getMessage());
  }
}
