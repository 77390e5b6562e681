package dev.accord.model.schema;

import dev.accord.model.json.JsonValue.Member;
import dev.accord.model.source.Location;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a field, item, map value or union branch holds. */
public sealed interface Type {

  Location location();

  /** Properties that the specification does not reserve, such as {@code logicalType}. */
  List<Member> properties();

  /** As in a union: {@code null}, {@code array}, or a named type's full name. */
  String branchName();

  /** The logical type written in this type, whether or not Avro honours it. */
  default Optional<Logical> logical() {
    return Logical.of(this);
  }

  enum Kind {
    NULL,
    BOOLEAN,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    BYTES,
    STRING;

    /** The name in schemas. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Kind> of(String word) {
      for (Kind kind : values()) {
        if (kind.word().equals(word)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }

  record Primitive(Location location, Kind kind, List<Member> properties) implements Type {
    public Primitive {
      properties = List.copyOf(properties);
    }

    @Override
    public String branchName() {
      return kind.word();
    }
  }

  record ArrayOf(Location location, Type items, List<Member> properties) implements Type {
    public ArrayOf {
      properties = List.copyOf(properties);
    }

    @Override
    public String branchName() {
      return "array";
    }
  }

  record MapOf(Location location, Type values, List<Member> properties) implements Type {
    public MapOf {
      properties = List.copyOf(properties);
    }

    @Override
    public String branchName() {
      return "map";
    }
  }

  record Union(Location location, List<Type> branches) implements Type {
    public Union {
      branches = List.copyOf(branches);
    }

    @Override
    public List<Member> properties() {
      return List.of();
    }

    @Override
    public String branchName() {
      return "union";
    }

    public boolean hasNull() {
      return branches.stream().anyMatch(Type::isNull);
    }

    /** The branches that are not null, in order. */
    public List<Type> values() {
      return branches.stream().filter(b -> !b.isNull()).toList();
    }
  }

  /** A named type; {@link SchemaSet} guarantees that the definition exists. */
  record Reference(Location location, String fullName) implements Type {
    @Override
    public List<Member> properties() {
      return List.of();
    }

    @Override
    public String branchName() {
      return fullName;
    }
  }

  default boolean isNull() {
    return this instanceof Primitive primitive && primitive.kind == Kind.NULL;
  }

  /** A union with a null branch. */
  default boolean isNullable() {
    return this instanceof Union union && union.hasNull();
  }
}
