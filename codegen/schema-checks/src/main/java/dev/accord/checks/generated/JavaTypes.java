package dev.accord.checks.generated;

import dev.accord.model.json.JsonValue.JsonText;
import dev.accord.model.json.JsonValue.Member;
import dev.accord.model.schema.Definition.FixedDefinition;
import dev.accord.model.schema.Definition.RecordDefinition;
import dev.accord.model.schema.Logical;
import dev.accord.model.schema.SchemaSet;
import dev.accord.model.schema.Type;
import dev.accord.model.schema.Type.Kind;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificData;

/** The Java that the compiler of Avro 1.12 writes for types and names, with our settings. */
record JavaTypes(SchemaSet types) {
  private static final Map<Kind, String> UNBOXED =
      Map.of(
          Kind.BOOLEAN, "boolean",
          Kind.INT, "int",
          Kind.LONG, "long",
          Kind.FLOAT, "float",
          Kind.DOUBLE, "double");

  /** What the getter returns; the setter takes the same, or the optional's value. */
  String returned(Type type) {
    if (type.isNullable() || type.isNull()) {
      return "Optional<" + boxed(type) + ">";
    }
    return converted(type).isEmpty() && type instanceof Type.Primitive primitive
        ? UNBOXED.getOrDefault(primitive.kind(), boxed(type))
        : boxed(type);
  }

  private String boxed(Type type) {
    if (type instanceof Type.ArrayOf array) {
      return "List<" + boxed(array.items()) + ">";
    }
    if (type instanceof Type.MapOf map) {
      String key = property(map, SpecificData.KEY_CLASS_PROP).orElse("String");
      return "Map<" + key + ", " + boxed(map.values()) + ">";
    }
    if (type instanceof Type.Union union) {
      return optionalOf(union).map(this::boxed).orElse("Object");
    }
    return converted(type).orElseGet(() -> plain(type));
  }

  private static String plain(Type type) {
    if (!(type instanceof Type.Primitive primitive)) {
      return SpecificData.mangleFullyQualified(type.branchName());
    }
    return switch (primitive.kind()) {
      case NULL -> "Void";
      case BOOLEAN -> "Boolean";
      case INT -> "Integer";
      case LONG -> "Long";
      case FLOAT -> "Float";
      case DOUBLE -> "Double";
      case BYTES -> "ByteBuffer";
      case STRING -> property(type, SpecificData.CLASS_PROP).orElse("String");
    };
  }

  /** The one branch beside null of a union of two. */
  private static Optional<Type> optionalOf(Type.Union union) {
    boolean optional = union.hasNull() && union.branches().size() == 2;
    return optional ? union.values().stream().findFirst() : Optional.empty();
  }

  private Optional<String> converted(Type type) {
    return logical(type)
        .flatMap(
            logical ->
                switch (logical.name()) {
                  case "decimal" -> Optional.of("BigDecimal");
                  case "uuid" -> Optional.of("UUID");
                  case "date" -> Optional.of("LocalDate");
                  case "time-millis", "time-micros" -> Optional.of("LocalTime");
                  case "timestamp-millis", "timestamp-micros", "timestamp-nanos" ->
                      Optional.of("Instant");
                  case "local-timestamp-millis",
                      "local-timestamp-micros",
                      "local-timestamp-nanos" ->
                      Optional.of("LocalDateTime");
                  default -> Optional.empty();
                });
  }

  private Optional<Logical> logical(Type type) {
    boolean fixed = type instanceof Type.Reference;
    return Logical.inForce(
        fixed ? fixed((Type.Reference) type).flatMap(Logical::of) : type.logical());
  }

  private Optional<FixedDefinition> fixed(Type.Reference type) {
    return types.get(type) instanceof FixedDefinition fixed ? Optional.of(fixed) : Optional.empty();
  }

  /** Which values of its Java type a place takes and gives. */
  Values values(Type type) {
    if (type instanceof Type.ArrayOf array) {
      return element(array.items());
    }
    if (type instanceof Type.MapOf map) {
      return element(map.values());
    }
    if (type instanceof Type.Union union) {
      return optionalOf(union)
          .map(this::values)
          .orElseGet(
              () ->
                  new Values(
                      String.join(
                          " or ",
                          union.branches().stream()
                              .map(b -> b.branchName() + values(b).kind())
                              .sorted()
                              .toList()),
                      0));
    }
    return logical(type)
        .filter(logical -> converted(type).isPresent())
        .map(JavaTypes::values)
        .orElse(Values.ANY);
  }

  private Values element(Type type) {
    Values inner = values(type);
    String kind = inner.kind().isEmpty() ? "" : " or " + inner.kind();
    return type.isNullable() ? new Values("null" + kind, inner.precision()) : inner;
  }

  private static Values values(Logical logical) {
    return logical.name().equals("decimal")
        ? new Values("scale " + logical.scale(), logical.precision())
        : new Values(logical.name(), 0);
  }

  /**
   * What tells values of one Java type apart.
   *
   * @param precision how many digits a decimal may have; 0 for what is none
   */
  record Values(String kind, int precision) {
    static final Values ANY = new Values("", 0);

    String told() {
      return precision == 0 ? kind : kind + ", precision " + precision;
    }
  }

  /** The name of a getter or setter, as the compiler makes it of a field's name. */
  static String accessor(String prefix, String field, RecordDefinition record) {
    var name = new StringBuilder(prefix);
    boolean upper = true;
    for (char c : SpecificData.mangleMethod(field, record.error()).toCharArray()) {
      if (c == '_') {
        upper = true;
      } else {
        name.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      }
    }
    int like = alike(field, record);
    return like == 0
        ? name.toString()
        : name + (name.toString().endsWith("$") ? "" : "$") + (like - 1);
  }

  /** How many other fields would have the same accessor, which a number then tells apart. */
  private static int alike(String field, RecordDefinition record) {
    int alike = 0;
    String rest = field;
    while (rest.startsWith("_")) {
      rest = rest.substring(1);
      alike += record.field(rest).isPresent() ? 1 : 0;
      alike += record.field(otherCase(rest)).isPresent() ? 1 : 0;
    }
    boolean capital = !rest.isEmpty() && Character.isUpperCase(rest.charAt(0));
    return alike + (capital && record.field(otherCase(field)).isPresent() ? 1 : 0);
  }

  private static String otherCase(String name) {
    if (name.isEmpty()) {
      return name;
    }
    char first = name.charAt(0);
    char other =
        Character.isUpperCase(first) ? Character.toLowerCase(first) : Character.toUpperCase(first);
    return other + name.substring(1);
  }

  private static Optional<String> property(Type type, String name) {
    return type.properties().stream()
        .filter(member -> member.name().equals(name))
        .map(Member::value)
        .filter(JsonText.class::isInstance)
        .map(value -> ((JsonText) value).value())
        .findFirst();
  }
}
