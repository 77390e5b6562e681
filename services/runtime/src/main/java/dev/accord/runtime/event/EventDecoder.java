package dev.accord.runtime.event;

import dev.accord.event.Event;
import dev.accord.runtime.kafka.KafkaConfig;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.subject.TopicRecordNameStrategy;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Decodes records with the official deserializer into the classes its caller expects. The writer's
 * record name decides: a record of another type is never forced into an expected class.
 * Thread-safe.
 */
public final class EventDecoder {
  private static final int FRAME_BYTES = 5;
  private static final int NOT_FOUND = 404;

  private final Vertx vertx;
  private final SchemaRegistryClient registry;
  private final KafkaAvroDeserializer deserializer;
  private final Map<String, EventType<?>> expected = new HashMap<>();
  private final Map<WrittenBy, String> writers = new ConcurrentHashMap<>();

  private record WrittenBy(String topic, int schemaId) {}

  /** What a record's bytes turned out to be. */
  public sealed interface Decoded {
    /** An expected event. */
    record Expected(EventType<?> type, Event event) implements Decoded {}

    /** A well-formed record of a type the caller does not expect. */
    record Unexpected(String writerName) implements Decoded {}

    /** Bytes that no retry can ever decode. */
    record Undecodable(Reason reason, String detail, Throwable cause) implements Decoded {}
  }

  /** Why bytes cannot be decoded. */
  public enum Reason {
    /** No Confluent frame, or the Avro behind it does not fit its schema. */
    BYTES,
    /** The registry answers, and does not know the schema id. */
    SCHEMA_ID
  }

  public EventDecoder(Vertx vertx, KafkaConfig config, List<EventType<?>> expected) {
    this.vertx = vertx;
    registry = OffLoopRegistry.client(config.registryUrl());
    deserializer = new KafkaAvroDeserializer(registry);
    deserializer.configure(
        Map.of(
            "schema.registry.url", config.registryUrl(),
            "specific.avro.reader", true,
            "value.subject.name.strategy", TopicRecordNameStrategy.class.getName()),
        false);
    expected.forEach(type -> this.expected.put(type.name(), type));
  }

  /** The schema id in a record's frame; -1 without one. */
  public static int schemaId(byte[] value) {
    return value.length < FRAME_BYTES || value[0] != 0 ? -1 : ByteBuffer.wrap(value, 1, 4).getInt();
  }

  /**
   * Decodes one record. The first record of a schema asks the registry on a worker thread, later
   * ones are decoded at once.
   *
   * @return fails only if the registry cannot be reached or cannot answer: try again later
   */
  public Future<Decoded> decode(String topic, byte[] value) {
    var schemaId = schemaId(value);
    if (schemaId < 0) {
      var detail = "no Confluent frame: a zero byte and a schema id of four bytes are missing";
      return Future.succeededFuture(undecodable(detail, new SerializationException(detail)));
    }
    var writtenBy = new WrittenBy(topic, schemaId);
    var known = writers.get(writtenBy);
    if (known != null) {
      return Future.succeededFuture(read(topic, value, known));
    }
    return vertx
        .executeBlocking(() -> writerName(writtenBy), false)
        .map(name -> read(topic, value, name))
        .recover(failure -> unknownSchemaId(schemaId, failure));
  }

  private String writerName(WrittenBy writtenBy) throws IOException, RestClientException {
    var name = registry.getSchemaById(writtenBy.schemaId()).name();
    // The deserializer asks a second time, under the subject it derives: cached here as well.
    var unused =
        registry.getSchemaBySubjectAndId(writtenBy.topic() + "-" + name, writtenBy.schemaId());
    writers.put(writtenBy, name);
    return name;
  }

  private Decoded read(String topic, byte[] value, String writerName) {
    var type = expected.get(writerName);
    if (type == null) {
      return new Decoded.Unexpected(writerName);
    }
    try {
      var event = (Event) deserializer.deserialize(topic, value, type.schema());
      return new Decoded.Expected(type, event);
    } catch (SerializationException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      return undecodable(writerName + " cannot be read: " + cause, e);
    }
  }

  private static Decoded undecodable(String detail, Throwable cause) {
    return new Decoded.Undecodable(Reason.BYTES, detail, cause);
  }

  private static Future<Decoded> unknownSchemaId(int schemaId, Throwable failure) {
    if (failure instanceof RestClientException answer && answer.getStatus() == NOT_FOUND) {
      var detail = "the registry knows no schema with id " + schemaId;
      return Future.succeededFuture(new Decoded.Undecodable(Reason.SCHEMA_ID, detail, failure));
    }
    return Future.failedFuture(failure);
  }
}
