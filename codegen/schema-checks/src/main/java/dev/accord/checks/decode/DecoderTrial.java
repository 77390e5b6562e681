package dev.accord.checks.decode;

import dev.accord.checks.decode.Outcome.Alteration;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Lets one schema read what another one wrote, through Avro's own resolver. One thread. */
public final class DecoderTrial {
  private static final int VALUES_MIN = 8;
  private static final int VALUES_MAX = 32;

  private final ValueComparison comparison = new ValueComparison(DataModels.CONVERTING);
  private final long seed;
  private @Nullable Schema lastWriter;
  private List<Written> lastWritten = List.of();

  /**
   * A trial that makes the same values for the same schema every time.
   *
   * @param seed of the values
   */
  public DecoderTrial(long seed) {
    this.seed = seed;
  }

  /** Enough values to meet every symbol and branch near the root, and the usual edge values. */
  public Outcome run(Schema writer, Schema reader) {
    return run(writer, reader, ValueGenerator.rounds(writer, VALUES_MIN, VALUES_MAX));
  }

  /** The same with a given number of values. */
  public Outcome run(Schema writer, Schema reader, int values) {
    Map<String, String> failures = new LinkedHashMap<>();
    Map<String, Alteration> alterations = new LinkedHashMap<>();
    var decoder = new GenericDatumReader<@Nullable Object>(writer, reader, DataModels.CONVERTING);
    int failed = 0;
    for (Written written : written(writer, values)) {
      try {
        Object read = decode(decoder, written.bytes);
        comparison
            .difference(writer, written.meant, reader, read)
            .ifPresent(a -> alterations.putIfAbsent(a.path(), a));
      } catch (RuntimeException e) {
        failed++;
        failures.putIfAbsent(reason(e), shown(written.meant) + ": " + reason(e));
      }
    }
    return new Outcome(
        values, failed, List.copyOf(failures.values()), new ArrayList<>(alterations.values()));
  }

  /**
   * The first value that is lost on the way from a field to the one that is taken for its new name;
   * empty texts are not worth telling.
   *
   * @param from the writer's field, in names: {@code Order.email}
   * @param to the reader's
   */
  public Optional<Alteration> renamed(Schema writer, String from, Schema reader, String to) {
    var decoder = new GenericDatumReader<@Nullable Object>(writer, reader, DataModels.CONVERTING);
    for (Written written : written(writer, ValueGenerator.rounds(writer, VALUES_MIN, VALUES_MAX))) {
      Optional<Object> sent =
          new FieldPath(from).in(written.meant).filter(v -> !v.toString().isBlank());
      Optional<Object> whole = sent.flatMap(ignored -> readable(decoder, written));
      if (sent.isPresent() && whole.isPresent()) {
        Optional<Object> read = new FieldPath(to).in(whole.get());
        if (read.filter(value -> ValueComparison.equal(sent.get(), value)).isEmpty()) {
          return Optional.of(ValueComparison.altered(to, sent.get(), read.orElse(null)));
        }
      }
    }
    return Optional.empty();
  }

  /** Another change may stop some values, and not all. */
  private static Optional<Object> readable(
      GenericDatumReader<@Nullable Object> decoder, Written written) {
    try {
      return Optional.ofNullable(decode(decoder, written.bytes));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  /** A value on the wire, and what its writer means by it. */
  private static final class Written {
    private final byte[] bytes;
    private final @Nullable Object meant;

    Written(byte[] bytes, @Nullable Object meant) {
      this.bytes = bytes;
      this.meant = meant;
    }
  }

  /** The current schema writes for every older reader, so its values are kept for the next one. */
  private List<Written> written(Schema writer, int values) {
    if (writer.equals(lastWriter) && lastWritten.size() == values) {
      return lastWritten;
    }
    var generator = new ValueGenerator(new SplittableRandom(seed));
    var encoder = new GenericDatumWriter<@Nullable Object>(writer, DataModels.PLAIN);
    var decoder = new GenericDatumReader<@Nullable Object>(writer, writer, DataModels.CONVERTING);
    var written = new ArrayList<Written>();
    for (int round = 0; round < values; round++) {
      byte[] bytes = encode(encoder, generator.value(writer, round));
      written.add(new Written(bytes, decode(decoder, bytes)));
    }
    lastWriter = writer;
    lastWritten = written;
    return written;
  }

  private static byte[] encode(GenericDatumWriter<@Nullable Object> writer, Object value) {
    var out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      writer.write(ValueGenerator.nullable(value), encoder);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory", e);
    }
    return out.toByteArray();
  }

  private static @Nullable Object decode(
      GenericDatumReader<@Nullable Object> reader, byte[] bytes) {
    BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, null);
    try {
      return reader.read(null, decoder);
    } catch (IOException e) {
      throw new IllegalArgumentException("the bytes end too early: " + e.getMessage(), e);
    }
  }

  private static String reason(RuntimeException e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return e.getClass().getSimpleName() + ": " + (end < 0 ? message : message.substring(0, end));
  }

  private static String shown(@Nullable Object value) {
    String text = String.valueOf(value);
    return text.length() > 200 ? text.substring(0, 197) + "..." : text;
  }
}
