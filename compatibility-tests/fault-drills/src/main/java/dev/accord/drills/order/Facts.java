package dev.accord.drills.order;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/** Reads events by the schema the registry has for them, and by no class of anybody's. */
final class Facts {
  private static final int HEADER_BYTES = 5;

  private final HttpClient http = HttpClient.newHttpClient();
  private final String registryUrl;
  private final Map<Integer, Schema> schemas = new HashMap<>();
  private final GenericData data = new GenericData();

  Facts(String registryUrl) {
    this.registryUrl = registryUrl;
    data.addLogicalTypeConversion(new Conversions.DecimalConversion());
    data.addLogicalTypeConversion(new Conversions.UUIDConversion());
    data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
  }

  /** The fields of an event as text. */
  Map<String, String> read(byte[] value) throws IOException, InterruptedException {
    var buffer = ByteBuffer.wrap(value);
    var magic = buffer.get();
    if (magic != 0) {
      throw new IOException("magic byte " + magic);
    }
    var schema = schema(buffer.getInt());
    var reader = new GenericDatumReader<GenericRecord>(schema, schema, data);
    var body =
        DecoderFactory.get().binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null);
    var event = reader.read(null, body);
    var facts = new HashMap<String, String>();
    schema.getFields().forEach(field -> facts.put(field.name(), text(event.get(field.name()))));
    return facts;
  }

  private Schema schema(int id) throws IOException, InterruptedException {
    var known = schemas.get(id);
    if (known != null) {
      return known;
    }
    var request = HttpRequest.newBuilder(URI.create(registryUrl + "/schemas/ids/" + id)).build();
    var answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("the registry answers " + answer.statusCode() + " to id " + id);
    }
    var schema = new Schema.Parser().parse(new JsonObject(answer.body()).getString("schema"));
    schemas.put(id, schema);
    return schema;
  }

  /** Lists as {@code a*b;c*d}. */
  private static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Iterable<?> items) {
      var texts = new StringBuilder();
      items.forEach(item -> texts.append(texts.isEmpty() ? "" : ";").append(text(item)));
      return texts.toString();
    }
    if (value instanceof GenericRecord item) {
      return item.getSchema().getFields().stream()
          .map(field -> text(item.get(field.name())))
          .collect(Collectors.joining("*"));
    }
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }
}
