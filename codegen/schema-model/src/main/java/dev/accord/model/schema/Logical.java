package dev.accord.model.schema;

import dev.accord.model.json.JsonValue;
import dev.accord.model.json.JsonValue.JsonNumber;
import dev.accord.model.json.JsonValue.JsonText;
import dev.accord.model.json.JsonValue.Member;
import dev.accord.model.source.Location;
import dev.accord.model.source.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A logical type as it is written. Avro ignores unknown and misapplied ones without a word, so
 * {@link #ignored} says why this one has no effect.
 *
 * @param precision 0 unless it is a decimal
 * @param scale 0 unless it is a decimal
 * @param precisionLocation where the precision is written, else where the name is
 * @param scaleLocation where the scale is written, else where the name is
 * @param ignored why Avro ignores it; empty when it is in force
 */
public record Logical(
    String name,
    Location location,
    int precision,
    int scale,
    Location precisionLocation,
    Location scaleLocation,
    Optional<String> ignored) {

  /** Every logical type of Avro 1.12, and the base types it may stand on. */
  private static final Map<String, Set<String>> BASES =
      Map.ofEntries(
          Map.entry("decimal", Set.of("bytes", "fixed")),
          Map.entry("big-decimal", Set.of("bytes")),
          Map.entry("uuid", Set.of("string", "fixed")),
          Map.entry("duration", Set.of("fixed")),
          Map.entry("date", Set.of("int")),
          Map.entry("time-millis", Set.of("int")),
          Map.entry("time-micros", Set.of("long")),
          Map.entry("timestamp-millis", Set.of("long")),
          Map.entry("timestamp-micros", Set.of("long")),
          Map.entry("timestamp-nanos", Set.of("long")),
          Map.entry("local-timestamp-millis", Set.of("long")),
          Map.entry("local-timestamp-micros", Set.of("long")),
          Map.entry("local-timestamp-nanos", Set.of("long")));

  public static Set<String> knownNames() {
    return BASES.keySet();
  }

  /** The one in force, if any. */
  public static Optional<Logical> inForce(Optional<Logical> written) {
    return written.filter(logical -> logical.ignored.isEmpty());
  }

  static Optional<Logical> of(Type type) {
    return type instanceof Type.Reference
        ? Optional.empty()
        : of(type.branchName(), -1, type.properties());
  }

  /** The logical type of a fixed. */
  public static Optional<Logical> of(Definition.FixedDefinition fixed) {
    return of("fixed", fixed.size(), fixed.header().properties());
  }

  private static Optional<Logical> of(String base, int size, List<Member> properties) {
    if (properties.isEmpty()) {
      return Optional.empty();
    }
    return member(properties, "logicalType")
        .filter(JsonText.class::isInstance)
        .map(value -> read((JsonText) value, base, size, properties));
  }

  private static Logical read(JsonText name, String base, int size, List<Member> properties) {
    int precision = 0;
    int scale = 0;
    if (name.value().equals("decimal")) {
      precision = integer(properties, "precision", 0);
      scale = integer(properties, "scale", 0);
    }
    return new Logical(
        name.value(),
        name.location(),
        precision,
        scale,
        place(properties, "precision", name),
        place(properties, "scale", name),
        ignored(name.value(), base, size, precision, scale));
  }

  private static Location place(List<Member> properties, String name, JsonText logical) {
    return member(properties, name).map(JsonValue::location).orElse(logical.location());
  }

  private static Optional<String> ignored(
      String name, String base, int size, int precision, int scale) {
    Set<String> bases = BASES.get(name);
    if (bases == null) {
      return Optional.of("\"" + name + "\" is unknown" + Nearest.hint(name, knownNames()));
    }
    if (!bases.contains(base)) {
      return Optional.of(name + " cannot stand on " + base);
    }
    if (name.equals("decimal")) {
      return decimalFault(size, precision, scale);
    }
    int wanted = name.equals("uuid") ? 16 : 12;
    return size >= 0 && size != wanted
        ? Optional.of(name + " needs fixed(" + wanted + "), not fixed(" + size + ")")
        : Optional.empty();
  }

  private static Optional<String> decimalFault(int size, int precision, int scale) {
    if (precision <= 0) {
      return Optional.of("decimal needs a precision above 0");
    }
    if (scale < 0 || scale > precision) {
      return Optional.of("decimal scale " + scale + " is not within precision " + precision);
    }
    if (size >= 0 && precision > Math.floor(Math.log10(2) * (8.0 * size - 1))) {
      return Optional.of("decimal precision " + precision + " does not fit fixed(" + size + ")");
    }
    return Optional.empty();
  }

  private static int integer(List<Member> properties, String name, int absent) {
    return member(properties, name)
        .map(value -> value instanceof JsonNumber number && number.integral() ? small(number) : -1)
        .orElse(absent);
  }

  private static int small(JsonNumber number) {
    return number.literal().length() > 9 ? -1 : Integer.parseInt(number.literal());
  }

  private static Optional<JsonValue> member(List<Member> properties, String name) {
    return properties.stream().filter(m -> m.name().equals(name)).map(Member::value).findFirst();
  }
}
