package dev.accord.checks.diff;

import dev.accord.model.schema.Definition;
import dev.accord.model.schema.Definition.EnumDefinition;
import dev.accord.model.schema.Definition.Field;
import dev.accord.model.schema.Definition.FixedDefinition;
import dev.accord.model.schema.Definition.RecordDefinition;
import dev.accord.model.schema.Logical;
import dev.accord.model.schema.SchemaSet;
import dev.accord.model.schema.Type;
import dev.accord.model.schema.Type.Kind;
import java.util.List;
import java.util.Optional;

/** The two versions, and what can be asked of a type without knowing which one it is of. */
record Sides(SchemaSet before, SchemaSet after) {

  Definition old(Type.Reference reference) {
    return before.get(reference);
  }

  Definition now(Type.Reference reference) {
    return after.get(reference);
  }

  /** {@code record}, {@code enum}, {@code fixed}, or as in a union. */
  static String kind(Type type, SchemaSet types) {
    return type instanceof Type.Reference reference
        ? types.get(reference).kind()
        : type.branchName();
  }

  static Optional<Kind> primitive(Type type) {
    return type instanceof Type.Primitive primitive
        ? Optional.of(primitive.kind())
        : Optional.empty();
  }

  static Optional<Logical> logical(Type type, SchemaSet types) {
    return type instanceof Type.Reference reference
            && types.get(reference) instanceof FixedDefinition fixed
        ? Logical.of(fixed)
        : type.logical();
  }

  /** What messages call a type: {@code long}, {@code timestamp-millis}, {@code array of Line}. */
  static String name(Type type, SchemaSet types) {
    if (type instanceof Type.ArrayOf array) {
      return "array of " + name(array.items(), types);
    }
    if (type instanceof Type.MapOf map) {
      return "map of " + name(map.values(), types);
    }
    if (type instanceof Type.Union union) {
      return "["
          + String.join(", ", union.branches().stream().map(b -> name(b, types)).toList())
          + "]";
    }
    String plain = type.branchName();
    return Logical.inForce(type.logical())
        .map(
            logical ->
                logical.name().equals("decimal")
                    ? "decimal(" + logical.precision() + "," + logical.scale() + ")"
                    : logical.name())
        .orElse(plain);
  }

  /** Whether the reader's kind takes what the writer's kind wrote, by promotion or as it is. */
  static boolean promotes(Kind writer, Kind reader) {
    if (writer == reader) {
      return true;
    }
    return switch (writer) {
      case INT -> reader == Kind.LONG || reader == Kind.FLOAT || reader == Kind.DOUBLE;
      case LONG -> reader == Kind.FLOAT || reader == Kind.DOUBLE;
      case FLOAT -> reader == Kind.DOUBLE;
      case STRING -> reader == Kind.BYTES;
      case BYTES -> reader == Kind.STRING;
      case NULL, BOOLEAN, DOUBLE -> false;
    };
  }

  /** Whether two types are written alike; named types count as alike when their names are. */
  static boolean same(Type a, Type b) {
    if (a instanceof Type.ArrayOf one && b instanceof Type.ArrayOf other) {
      return same(one.items(), other.items());
    }
    if (a instanceof Type.MapOf one && b instanceof Type.MapOf other) {
      return same(one.values(), other.values());
    }
    if (a instanceof Type.Union one && b instanceof Type.Union other) {
      return sameBranches(one.branches(), other.branches());
    }
    return a.branchName().equals(b.branchName())
        && meaning(a.logical()).equals(meaning(b.logical()));
  }

  private static boolean sameBranches(List<Type> a, List<Type> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!same(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static String meaning(Optional<Logical> logical) {
    return Logical.inForce(logical).map(l -> l.name() + l.precision() + "," + l.scale()).orElse("");
  }

  /**
   * Whether Java, which goes by shape, would take a record of the writer's type for the reader's.
   */
  static boolean shapeFits(
      RecordDefinition writer, SchemaSet writers, RecordDefinition reader, SchemaSet readers) {
    for (Field wanted : reader.fields()) {
      Optional<Field> given = writer.field(wanted.name());
      if (given.isEmpty() && wanted.defaultValue().isEmpty()) {
        return false;
      }
      if (given.isPresent() && !fits(given.get().type(), writers, wanted.type(), readers)) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(Type writer, SchemaSet writers, Type reader, SchemaSet readers) {
    if (reader instanceof Type.Union union) {
      List<Type> written = writer instanceof Type.Union u ? u.branches() : List.of(writer);
      return written.stream()
          .allMatch(w -> union.branches().stream().anyMatch(r -> fits(w, writers, r, readers)));
    }
    if (writer instanceof Type.Primitive a && reader instanceof Type.Primitive b) {
      return promotes(a.kind(), b.kind());
    }
    return kind(writer, writers).equals(kind(reader, readers));
  }

  static boolean hasAlias(Definition definition, String fullName) {
    return definition.header().aliases().stream().anyMatch(a -> a.name().equals(fullName));
  }

  static boolean isEnum(Type type, SchemaSet types) {
    return type instanceof Type.Reference reference
        && types.get(reference) instanceof EnumDefinition;
  }
}
