package dev.accord.cli.value;

import dev.accord.cli.source.UnreadableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;

/** Values between Avro's binary and JSON encodings. */
final class AvroValues {
  private AvroValues() {}

  static byte[] jsonToBinary(String json, Schema schema) throws IOException {
    Object value = read(DecoderFactory.get().jsonDecoder(schema, json), schema, schema);
    var out = new ByteArrayOutputStream();
    write(value, schema, EncoderFactory.get().binaryEncoder(out, null));
    return out.toByteArray();
  }

  /** What a reader with another schema sees, in Avro's JSON encoding. */
  static String binaryToJson(byte[] bytes, Schema writer, Schema reader) throws IOException {
    Object value = read(DecoderFactory.get().binaryDecoder(bytes, null), writer, reader);
    var out = new ByteArrayOutputStream();
    write(value, reader, EncoderFactory.get().jsonEncoder(reader, out));
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Object read(Decoder decoder, Schema writer, Schema reader) throws IOException {
    try {
      return new GenericDatumReader<>(writer, reader).read(null, decoder);
    } catch (AvroRuntimeException | IllegalStateException e) {
      throw new UnreadableException("cannot be read with this schema: " + e.getMessage(), e);
    }
  }

  static void write(Object value, Schema schema, Encoder encoder) throws IOException {
    new GenericDatumWriter<>(schema).write(value, encoder);
    encoder.flush();
  }
}
