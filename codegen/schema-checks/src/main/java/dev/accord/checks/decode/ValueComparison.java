package dev.accord.checks.decode;

import dev.accord.checks.decode.Outcome.Alteration;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Whether what a reader sees is what the writer meant. Fields are matched by name and alias; a
 * field that only one side has is no alteration. Records must also have the name the reader
 * expects, because Java's decoder reads any record whose fields fit.
 */
final class ValueComparison {
  private final GenericData data;

  ValueComparison(GenericData data) {
    this.data = data;
  }

  /** The first difference, depth first. */
  Optional<Alteration> difference(
      Schema writer, @Nullable Object written, Schema reader, @Nullable Object read) {
    return compare(writer, written, reader, read).map(below(reader.getName()));
  }

  /** Puts the way to a value before what is known of it: most are as sent and need none. */
  private static UnaryOperator<Alteration> below(String way) {
    return a -> new Alteration(way + a.path(), a.written(), a.read());
  }

  private Optional<Alteration> compare(
      Schema writer, @Nullable Object written, Schema reader, @Nullable Object read) {
    Schema w = chosen(writer, written);
    Schema r = chosen(reader, read);
    if (written == null || read == null) {
      return written == read ? Optional.empty() : altered(written, read);
    }
    if (written instanceof IndexedRecord a && read instanceof IndexedRecord b) {
      return records(a, r, b);
    }
    if (written instanceof Collection<?> a && read instanceof Collection<?> b) {
      return lists(w, a, r, b).map(below("[]"));
    }
    if (written instanceof Map<?, ?> a && read instanceof Map<?, ?> b) {
      return maps(w, a, r, b).map(below("{}"));
    }
    return equal(written, read) ? Optional.empty() : altered(written, read);
  }

  private Schema chosen(Schema schema, @Nullable Object value) {
    return schema.getType() == Schema.Type.UNION
        ? schema.getTypes().get(data.resolveUnion(schema, value))
        : schema;
  }

  private Optional<Alteration> records(IndexedRecord written, Schema reader, IndexedRecord read) {
    Schema writer = written.getSchema();
    boolean expected =
        writer.getName().equals(reader.getName())
            || reader.getAliases().contains(writer.getFullName());
    if (!expected) {
      return altered("a " + writer.getName(), "a " + reader.getName());
    }
    for (Schema.Field field : reader.getFields()) {
      Schema.Field source = source(writer, field);
      if (source != null) {
        Optional<Alteration> inner =
            compare(
                source.schema(), written.get(source.pos()), field.schema(), read.get(field.pos()));
        if (inner.isPresent()) {
          return inner.map(below("." + field.name()));
        }
      }
    }
    return Optional.empty();
  }

  private static Schema.@Nullable Field source(Schema writer, Schema.Field wanted) {
    Schema.Field same = writer.getField(wanted.name());
    if (same != null) {
      return same;
    }
    for (String alias : wanted.aliases()) {
      Schema.Field older = writer.getField(alias);
      if (older != null) {
        return older;
      }
    }
    return null;
  }

  private Optional<Alteration> lists(
      Schema writer, Collection<?> written, Schema reader, Collection<?> read) {
    if (written.size() != read.size()) {
      return altered(written.size() + " items", read.size() + " items");
    }
    Iterator<?> items = read.iterator();
    for (Object item : written) {
      Optional<Alteration> inner =
          compare(writer.getElementType(), item, reader.getElementType(), items.next());
      if (inner.isPresent()) {
        return inner;
      }
    }
    return Optional.empty();
  }

  private Optional<Alteration> maps(
      Schema writer, Map<?, ?> written, Schema reader, Map<?, ?> read) {
    if (written.size() != read.size()) {
      return altered(written.size() + " entries", read.size() + " entries");
    }
    for (Map.Entry<?, ?> entry : read.entrySet()) {
      Optional<Object> same =
          written.entrySet().stream()
              .filter(e -> String.valueOf(e.getKey()).equals(String.valueOf(entry.getKey())))
              .findFirst()
              .map(Map.Entry::getValue);
      Optional<Alteration> inner =
          compare(
              writer.getValueType(), same.orElse(null), reader.getValueType(), entry.getValue());
      if (inner.isPresent()) {
        return inner;
      }
    }
    return Optional.empty();
  }

  /** Equal as facts: whatever Java class the two sides use. */
  static boolean equal(Object written, Object read) {
    if (written.equals(read)) {
      return true;
    }
    if (written instanceof Number a && read instanceof Number b) {
      return sameNumber(a, b);
    }
    List<Object> both = List.of(written, read);
    if (both.stream()
        .allMatch(
            v ->
                v instanceof GenericEnumSymbol<?>
                    || v instanceof CharSequence
                    || v instanceof UUID)) {
      return written.toString().equals(read.toString());
    }
    if (both.stream().allMatch(ValueComparison::binary)) {
      return Arrays.equals(bytes(written), bytes(read));
    }
    if (written.getClass() == read.getClass()) {
      return written.equals(read);
    }
    // A plain value on one side and a converted one on the other: the wire is the same, and what
    // the getter returns is a question for the source axis.
    return plain(written) != plain(read);
  }

  private static boolean sameNumber(Number a, Number b) {
    if (notFinite(a) || notFinite(b)) {
      return Double.compare(a.doubleValue(), b.doubleValue()) == 0;
    }
    return exact(a).compareTo(exact(b)) == 0;
  }

  private static boolean notFinite(Number number) {
    return !(number instanceof BigDecimal) && !Double.isFinite(number.doubleValue());
  }

  private static BigDecimal exact(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    }
    boolean floating = number instanceof Double || number instanceof Float;
    return floating ? new BigDecimal(number.doubleValue()) : BigDecimal.valueOf(number.longValue());
  }

  private static boolean plain(Object value) {
    return binary(value)
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Float
        || value instanceof Double
        || value instanceof Boolean;
  }

  private static boolean binary(Object value) {
    return value instanceof ByteBuffer
        || value instanceof GenericFixed
        || value instanceof CharSequence;
  }

  private static byte[] bytes(Object value) {
    if (value instanceof ByteBuffer buffer) {
      byte[] copy = new byte[buffer.remaining()];
      buffer.duplicate().get(copy);
      return copy;
    }
    return value instanceof GenericFixed fixed
        ? fixed.bytes()
        : value.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Optional<Alteration> altered(@Nullable Object written, @Nullable Object read) {
    return Optional.of(altered("", written, read));
  }

  /** Two values that differ, as people read them. */
  static Alteration altered(String path, @Nullable Object written, @Nullable Object read) {
    return new Alteration(path, shown(written), shown(read));
  }

  private static String shown(@Nullable Object value) {
    String text = String.valueOf(value);
    if (value instanceof BigDecimal decimal) {
      text = decimal.toPlainString();
    } else if (value instanceof ByteBuffer || value instanceof GenericFixed) {
      text = "bytes " + HexFormat.of().formatHex(bytes(value));
    }
    return text.length() > 60 ? text.substring(0, 57) + "..." : text;
  }
}
