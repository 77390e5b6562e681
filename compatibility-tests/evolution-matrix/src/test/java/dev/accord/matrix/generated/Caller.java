package dev.accord.matrix.generated;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.LogicalTypes.Decimal;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.compiler.specific.SpecificCompiler;
import org.apache.avro.specific.SpecificData;

/**
 * Writes a program that uses everything that the generated classes of a schema offer, and tells
 * what it observes, a line each.
 */
final class Caller {
  static final String NAME = "caller.Caller";

  private static final String HEAD =
      """
      package caller;
      public final class Caller {
        interface Look { Object at() throws Exception; }
        private static final java.util.Map<String, String> SEEN = new java.util.TreeMap<>();
        private static void see(String what, Look look) {
          String seen;
          try { seen = String.valueOf(look.at()); } catch (Exception e) { seen = "throws"; }
          SEEN.put(what, seen);
        }
        private static <T extends org.apache.avro.specific.SpecificRecordBase> T travelled(T one)
            throws java.io.IOException {
          var model = one.getSpecificData();
          var bytes = new java.io.ByteArrayOutputStream();
          var encoder = org.apache.avro.io.EncoderFactory.get().binaryEncoder(bytes, null);
          var writer = new org.apache.avro.specific.SpecificDatumWriter<T>(one.getSchema(), model);
          writer.write(one, encoder);
          encoder.flush();
          var decoder =
              org.apache.avro.io.DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null);
          return new org.apache.avro.specific.SpecificDatumReader<T>(
              one.getSchema(), one.getSchema(), model).read(null, decoder);
        }
        private static byte[] filled(int size, int value) {
          var bytes = new byte[size];
          java.util.Arrays.fill(bytes, (byte) value);
          return bytes;
        }
        private static String element(org.apache.avro.Schema type) {
          return (type.isNullable() ? "null or " : "") + arrives(type);
        }
        private static String arrives(org.apache.avro.Schema type) {
          switch (type.getType()) {
            case ARRAY: return element(type.getElementType());
            case MAP: return element(type.getValueType());
            case UNION:
              if (type.getTypes().size() == 2 && type.isNullable()) return "";
              var names = new java.util.TreeSet<String>();
              type.getTypes().forEach(t -> names.add(t.getFullName() + t.getLogicalType()));
              return names.toString();
            default: return "";
          }
        }
      """;

  private final SpecificCompiler compiler;
  private final Map<String, Schema> types = new LinkedHashMap<>();
  private final StringBuilder out = new StringBuilder(HEAD);
  private final StringBuilder run = new StringBuilder();

  private Caller(Schema root, SpecificCompiler compiler) {
    this.compiler = compiler;
    collect(root);
  }

  /** The program of a schema's classes. */
  static String of(Schema root, SpecificCompiler compiler) {
    var caller = new Caller(root, compiler);
    caller.types.values().forEach(caller::type);
    caller.out.append("  public static java.util.Map<String, String> run() {\n");
    return caller.out + caller.run.toString() + "    return SEEN;\n  }\n}\n";
  }

  private void collect(Schema type) {
    switch (type.getType()) {
      case ARRAY -> collect(type.getElementType());
      case MAP -> collect(type.getValueType());
      case UNION -> type.getTypes().forEach(this::collect);
      case ENUM, FIXED -> types.put(type.getFullName(), type);
      case RECORD -> {
        if (types.putIfAbsent(type.getFullName(), type) == null) {
          type.getFields().forEach(field -> collect(field.schema()));
        }
      }
      default -> {}
    }
  }

  private void type(Schema type) {
    String java = SpecificData.mangleFullyQualified(type.getFullName());
    switch (type.getType()) {
      case ENUM ->
          type.getEnumSymbols()
              .forEach(
                  s -> see(java + "." + s, java + "." + SpecificCompiler.mangle(s) + ".ordinal()"));
      case FIXED -> see(java, "new " + java + "().bytes().length");
      default -> record(type, java);
    }
  }

  private void record(Schema type, String java) {
    String make = "make_" + java.replace('.', '_');
    out.append("  private static ").append(java).append(' ').append(make);
    out.append("(String high, String skip) {\n    var builder = ").append(java);
    out.append(".newBuilder();\n");
    for (Field field : type.getFields()) {
      String set = "builder." + SpecificCompiler.generateSetMethod(type, field);
      String low = sample(field.schema(), false, inside(type));
      String high = sample(field.schema(), true, inside(type));
      String value = low.equals(high) ? low : is("high", field) + " ? " + high + " : " + low;
      out.append("    if (!").append(is("skip", field)).append(") ");
      out.append(set).append('(').append(value).append(");\n");
    }
    out.append("    return builder.build();\n  }\n");
    String before = "";
    for (Field field : type.getFields()) {
      field(type, java, make, field);
      String name = field.name();
      compared(java, make, name, "");
      if (!before.isEmpty()) {
        compared(java, make, name, before);
      }
      before = name;
    }
  }

  private void field(Schema type, String java, String make, Field field) {
    String get = SpecificCompiler.generateGetMethod(type, field) + "()";
    String returned =
        field.schema().isNullable()
            ? "java.util.Optional<" + compiler.javaType(field.schema()) + ">"
            : compiler.javaUnbox(field.schema(), false);
    String key = java + "." + field.name();
    String quoted = "\"" + field.name() + "\"";
    block(
        key, returned + " value = travelled(" + make + "(\"\", \"\"))." + get + "; return value;");
    see(key + " unset", make + "(\"\", " + quoted + ")." + get);
    see(
        key + " arrives",
        "arrives(" + java + ".getClassSchema().getField(" + quoted + ").schema())");
    if (valueOf(field.schema()).getLogicalType() instanceof Decimal decimal) {
      String over = decimal("5", decimal.getPrecision() + 1, decimal.getScale());
      String set = SpecificCompiler.generateSetMethod(type, field);
      see(key + " over", java + ".newBuilder()." + set + "(" + over + ") != null");
    }
  }

  private void compared(String java, String make, String high, String other) {
    String one = make + "(\"" + high + "\", \"\")";
    String two = make + "(\"" + other + "\", \"\")";
    see(
        java + " " + other + " beside " + high,
        "Integer.signum(" + one + ".compareTo(" + two + "))");
  }

  private void see(String key, String expression) {
    block(key, "return " + expression + ";");
  }

  private void block(String key, String body) {
    run.append("    see(\"").append(key).append("\", () -> { ").append(body).append(" });\n");
  }

  private static String is(String parameter, Field field) {
    return parameter + ".equals(\"" + field.name() + "\")";
  }

  private static Set<String> inside(Schema type) {
    return new HashSet<>(Set.of(type.getFullName()));
  }

  private static Schema valueOf(Schema type) {
    return type.isUnion() && type.getTypes().size() == 2 && type.isNullable()
        ? type.getTypes().get(type.getTypes().get(0).isNullable() ? 1 : 0)
        : type;
  }

  /** An expression of one of two values; null or nothing where a record would hold itself. */
  private String sample(Schema type, boolean high, Set<String> around) {
    String converted = compiler.javaType(type);
    String n = high ? "2" : "1";
    return switch (converted) {
      case "java.math.BigDecimal" -> {
        var decimal = (Decimal) valueOf(type).getLogicalType();
        yield decimal(n, decimal.getPrecision(), decimal.getScale());
      }
      case "java.util.UUID" -> "new java.util.UUID(" + n + ", " + n + ")";
      case "java.time.LocalDate" -> "java.time.LocalDate.of(202" + n + ", 1, 1)";
      case "java.time.LocalTime" -> "java.time.LocalTime.of(" + n + ", 2, 3, 123456789)";
      case "java.time.Instant" -> "java.time.Instant.ofEpochSecond(160000000" + n + "L, 123456789)";
      case "java.time.LocalDateTime" ->
          "java.time.LocalDateTime.of(202" + n + ", 1, 1, 1, 2, 3, 123456789)";
      default -> plain(type, high, around);
    };
  }

  private static String decimal(String digit, int precision, int scale) {
    return "new java.math.BigDecimal(new java.math.BigInteger(\""
        + digit.repeat(precision)
        + "\"), "
        + scale
        + ")";
  }

  private String plain(Schema type, boolean high, Set<String> around) {
    String n = high ? "2" : "1";
    String java = compiler.javaType(type);
    return switch (type.getType()) {
      case NULL -> "null";
      case BOOLEAN -> String.valueOf(high);
      case INT -> n;
      case LONG -> n + "L";
      case FLOAT -> n + ".5f";
      case DOUBLE -> n + ".5";
      case STRING -> "\"" + n + "\"";
      case BYTES -> "java.nio.ByteBuffer.wrap(new byte[] {" + n + "})";
      case FIXED -> "new " + java + "(filled(" + type.getFixedSize() + ", " + n + "))";
      case ENUM -> {
        List<String> symbols = type.getEnumSymbols();
        yield java + "." + SpecificCompiler.mangle(symbols.get(high ? symbols.size() - 1 : 0));
      }
      case ARRAY -> "java.util.List.of(" + element(type.getElementType(), high, around, "") + ")";
      case MAP -> "java.util.Map.of(" + element(type.getValueType(), high, around, "\"k\", ") + ")";
      case UNION -> union(type, high, around);
      case RECORD -> nested(type, java, high, around);
    };
  }

  private String element(Schema type, boolean high, Set<String> around, String key) {
    String value = sample(type, high, around);
    return value.equals("null") ? "" : key + value;
  }

  private String union(Schema type, boolean high, Set<String> around) {
    Schema branch = type.getTypes().stream().filter(t -> !t.isNullable()).findFirst().orElseThrow();
    return sample(branch, high, around);
  }

  private String nested(Schema type, String java, boolean high, Set<String> around) {
    if (!around.add(type.getFullName())) {
      return "null";
    }
    var text = new StringBuilder(java).append(".newBuilder()");
    for (Field field : type.getFields()) {
      text.append('.').append(SpecificCompiler.generateSetMethod(type, field)).append('(');
      text.append(sample(field.schema(), high, around)).append(')');
    }
    around.remove(type.getFullName());
    return text.append(".build()").toString();
  }
}
