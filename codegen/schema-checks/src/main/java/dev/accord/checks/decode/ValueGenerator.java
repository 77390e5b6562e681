package dev.accord.checks.decode;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/**
 * Makes values of a schema, as they stand on the wire. Round {@code n} takes the {@code n}-th
 * symbol, branch and edge value everywhere, so a few rounds meet each of them; beyond that chance
 * decides.
 */
public final class ValueGenerator {
  private static final int DEPTH_MAX = 6;

  /** Beyond it nothing optional is made any more: types may hold each other many times. */
  private static final int PARTS_MAX = 100_000;

  private static final String[] TEXTS = {
    "text", "", "0.5", "grün \uD83D\uDE80", "null", "A", "2026-01-31"
  };
  private static final int[] INTS = {1, 0, -1, 16_777_217, Integer.MAX_VALUE, Integer.MIN_VALUE};
  private static final long[] LONGS = {
    42, 0, -1, 9_007_199_254_740_993L, Long.MAX_VALUE, Long.MIN_VALUE
  };
  private static final double[] DOUBLES = {0.1, 0, -2.5, 1e300, 16_777_217, Double.MIN_VALUE};

  private final RandomGenerator random;
  private int round;
  private int parts;

  public ValueGenerator(RandomGenerator random) {
    this.random = random;
  }

  /** A value that the schema's plain writer takes. */
  public Object value(Schema schema, int newRound) {
    round = newRound;
    parts = 0;
    return make(schema, 0);
  }

  /** How many rounds it takes to meet every symbol and branch: a few for plain schemas. */
  public static int rounds(Schema schema, int atLeast, int atMost) {
    return Math.max(atLeast, Math.min(atMost, widest(schema, 0)));
  }

  private static int widest(Schema schema, int depth) {
    if (depth > DEPTH_MAX) {
      return 1;
    }
    return switch (schema.getType()) {
      case ENUM -> schema.getEnumSymbols().size();
      case UNION ->
          Math.max(
              schema.getTypes().size(),
              schema.getTypes().stream().mapToInt(s -> widest(s, depth + 1)).max().orElse(1));
      case RECORD ->
          schema.getFields().stream().mapToInt(f -> widest(f.schema(), depth + 1)).max().orElse(1);
      case ARRAY -> widest(schema.getElementType(), depth + 1);
      case MAP -> widest(schema.getValueType(), depth + 1);
      default -> 1;
    };
  }

  private Object make(Schema schema, int depth) {
    parts++;
    return switch (schema.getType()) {
      case NULL -> GenericNull.VALUE;
      case BOOLEAN -> pick(2) == 0;
      case INT -> integer(schema.getLogicalType());
      case LONG -> longInteger(schema.getLogicalType());
      case FLOAT -> (float) DOUBLES[pick(DOUBLES.length)];
      case DOUBLE -> DOUBLES[pick(DOUBLES.length)];
      case STRING -> text(schema.getLogicalType());
      case BYTES -> bytes(schema.getLogicalType());
      case FIXED -> fixed(schema);
      case ENUM ->
          new GenericData.EnumSymbol(
              schema, schema.getEnumSymbols().get(pick(schema.getEnumSymbols().size())));
      case ARRAY -> list(schema, depth);
      case MAP -> map(schema, depth);
      case UNION -> branch(schema, depth);
      case RECORD -> record(schema, depth);
    };
  }

  /** Avro's null; a word for it keeps this class free of null. */
  enum GenericNull {
    VALUE
  }

  private Object record(Schema schema, int depth) {
    var record = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      Object value = make(field.schema(), depth + 1);
      if (value != GenericNull.VALUE) {
        record.put(field.pos(), value);
      }
    }
    return record;
  }

  private Object branch(Schema schema, int depth) {
    List<Schema> branches = schema.getTypes();
    if (enough(depth)) {
      for (Schema branch : branches) {
        if (branch.getType() == Schema.Type.NULL) {
          return GenericNull.VALUE;
        }
      }
    }
    return make(branches.get(pick(branches.size())), depth + 1);
  }

  private boolean enough(int depth) {
    return depth > DEPTH_MAX || parts > PARTS_MAX;
  }

  private Object list(Schema schema, int depth) {
    var items = new ArrayList<Object>();
    int size = enough(depth) ? 0 : round == 1 ? 0 : 1 + random.nextInt(2);
    for (int i = 0; i < size; i++) {
      items.add(nullable(make(schema.getElementType(), depth + 1)));
    }
    return items;
  }

  private Object map(Schema schema, int depth) {
    Map<String, Object> map = new HashMap<>();
    int size = enough(depth) ? 0 : round == 1 ? 0 : 1 + random.nextInt(2);
    for (int i = 0; i < size; i++) {
      map.put("key" + i, nullable(make(schema.getValueType(), depth + 1)));
    }
    return map;
  }

  @SuppressWarnings("NullAway") // Avro's null is Java's.
  static Object nullable(Object value) {
    return value == GenericNull.VALUE ? null : value;
  }

  private int integer(LogicalType logical) {
    if (logical instanceof LogicalTypes.TimeMillis) {
      return random.nextInt(86_400_000);
    }
    if (logical instanceof LogicalTypes.Date) {
      return 19_000 + random.nextInt(2_000);
    }
    return INTS[pick(INTS.length)];
  }

  private long longInteger(LogicalType logical) {
    if (logical == null) {
      return LONGS[pick(LONGS.length)];
    }
    long seconds = 1_700_000_000L + random.nextInt(100_000_000);
    return switch (logical.getName()) {
      case "time-micros" -> random.nextLong(86_400_000_000L);
      case "timestamp-micros", "local-timestamp-micros" -> seconds * 1_000_000;
      case "timestamp-nanos", "local-timestamp-nanos" -> seconds * 1_000_000_000;
      default -> seconds * 1_000;
    };
  }

  private String text(LogicalType logical) {
    if (logical != null && logical.getName().equals("uuid")) {
      return new UUID(random.nextLong(), random.nextLong()).toString();
    }
    return TEXTS[pick(TEXTS.length)];
  }

  private ByteBuffer bytes(LogicalType logical) {
    if (logical instanceof LogicalTypes.Decimal decimal) {
      return ByteBuffer.wrap(unscaled(decimal).toByteArray());
    }
    if (logical instanceof LogicalTypes.BigDecimal) {
      return new Conversions.BigDecimalConversion()
          .toBytes(new BigDecimal("674247.72"), Schema.create(Schema.Type.BYTES), logical);
    }
    byte[] raw =
        round % 2 == 0 ? "bytes".getBytes(StandardCharsets.UTF_8) : new byte[] {(byte) 0xC3, 0x28};
    return ByteBuffer.wrap(raw);
  }

  private BigInteger unscaled(LogicalTypes.Decimal decimal) {
    BigInteger all = new BigInteger(round == 0 ? "1234" : "1234567890".repeat(4));
    return all.mod(BigInteger.TEN.pow(Math.min(decimal.getPrecision(), 38)));
  }

  private Object fixed(Schema schema) {
    byte[] raw = new byte[schema.getFixedSize()];
    if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
      byte[] number = unscaled(decimal).toByteArray();
      int size = Math.min(number.length, raw.length);
      System.arraycopy(number, number.length - size, raw, raw.length - size, size);
    } else {
      random.nextBytes(raw);
    }
    return new GenericData.Fixed(schema, raw);
  }

  /** The round's own choice while there is one, chance afterwards. */
  private int pick(int choices) {
    return round < choices ? round : random.nextInt(choices);
  }
}
