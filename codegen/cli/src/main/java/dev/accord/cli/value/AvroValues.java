package dev.accord.cli.value;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.accord.checks.decode.DataModels;
import dev.accord.cli.source.UnreadableException;
import dev.accord.model.source.InvalidSourceException;
import dev.accord.model.source.Location;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;

/** Values between Avro's binary and JSON encodings. */
final class AvroValues {
  private AvroValues() {}

  /**
   * The record in a file of Avro JSON.
   *
   * @throws InvalidSourceException if it is not JSON
   * @throws UnreadableException if it is none of this schema
   */
  static byte[] jsonToBinary(Path file, Schema schema) throws IOException {
    String json = Files.readString(file);
    try {
      return binary(
          read(file.toString(), DecoderFactory.get().jsonDecoder(schema, json), schema, schema),
          schema);
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw new InvalidSourceException(
          new Location(
              file.toString(),
              at.getLineNr(),
              at.getColumnNr(),
              at.getLineNr(),
              at.getColumnNr() + 1),
          "is not JSON: " + e.getOriginalMessage().replaceFirst(" \\(start marker at .*", ""));
    }
  }

  static byte[] binary(Object value, Schema schema) throws IOException {
    var out = new ByteArrayOutputStream();
    write(value, schema, EncoderFactory.get().binaryEncoder(out, null));
    return out.toByteArray();
  }

  /**
   * What a reader with another schema sees.
   *
   * @param name what messages call the bytes
   * @throws UnreadableException if they cannot be decoded, or hold more than a record
   */
  static String seen(String name, byte[] bytes, Schema writer, Schema reader) throws IOException {
    BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, null);
    Object value = read(name, decoder, writer, reader);
    if (!decoder.isEnd()) {
      throw new UnreadableException(
          name + " goes on after the record; is this the schema it was written with?");
    }
    return ReadableJson.of(value);
  }

  /** Whatever the decoder throws at bytes of another schema says that they are. */
  private static Object read(String name, Decoder decoder, Schema writer, Schema reader)
      throws JsonProcessingException {
    GenericData data = decoder instanceof BinaryDecoder ? DataModels.CONVERTING : GenericData.get();
    try {
      return new GenericDatumReader<>(writer, reader, data).read(null, decoder);
    } catch (JsonProcessingException e) {
      throw e;
    } catch (EOFException e) {
      throw new UnreadableException(
          name + " cannot be read with this schema: it ends too early", e);
    } catch (IOException | RuntimeException e) {
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new UnreadableException(name + " cannot be read with this schema: " + reason, e);
    }
  }

  static void write(Object value, Schema schema, Encoder encoder) throws IOException {
    new GenericDatumWriter<>(schema).write(value, encoder);
    encoder.flush();
  }
}
