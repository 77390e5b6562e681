package dev.accord.model.schema;

import dev.accord.model.json.JsonValue;
import dev.accord.model.json.JsonValue.JsonText;
import dev.accord.model.json.JsonValue.Member;
import dev.accord.model.source.Location;
import java.util.List;
import java.util.Optional;

/** A named type: record, enum or fixed. */
public sealed interface Definition {

  Header header();

  /** What messages call it: {@code record}, {@code enum} or {@code fixed}. */
  String kind();

  default String fullName() {
    return header().fullName;
  }

  default String simpleName() {
    return fullName().substring(fullName().lastIndexOf('.') + 1);
  }

  /** Empty in the null namespace. */
  default String namespace() {
    int dot = fullName().lastIndexOf('.');
    return dot < 0 ? "" : fullName().substring(0, dot);
  }

  default Location location() {
    return header().location;
  }

  /** A property that the specification does not reserve. */
  default Optional<JsonValue> property(String name) {
    return header().properties.stream()
        .filter(m -> m.name().equals(name))
        .map(Member::value)
        .findFirst();
  }

  /**
   * What all named types have.
   *
   * @param location the whole definition
   * @param nameLocation its name alone
   */
  record Header(
      String fullName,
      Location location,
      Location nameLocation,
      Optional<JsonText> doc,
      List<Alias> aliases,
      List<Member> properties) {
    public Header {
      aliases = List.copyOf(aliases);
      properties = List.copyOf(properties);
    }
  }

  /**
   * An older name.
   *
   * @param name full for types, plain for fields
   * @param written as it stands in the file
   */
  record Alias(String name, JsonText written) {}

  record RecordDefinition(Header header, List<Field> fields, boolean error) implements Definition {
    public RecordDefinition {
      fields = List.copyOf(fields);
    }

    public Optional<Field> field(String name) {
      for (Field field : fields) {
        if (field.name.equals(name)) {
          return Optional.of(field);
        }
      }
      return Optional.empty();
    }

    @Override
    public String kind() {
      return "record";
    }
  }

  /**
   * A field of a record.
   *
   * @param location the whole field
   * @param defaultValue unchecked text: see {@link Defaults}
   * @param order {@code ascending} unless written
   */
  record Field(
      String name,
      Location location,
      Location nameLocation,
      Type type,
      Optional<JsonValue> defaultValue,
      Optional<JsonText> doc,
      String order,
      List<Alias> aliases,
      List<Member> properties) {
    public Field {
      aliases = List.copyOf(aliases);
      properties = List.copyOf(properties);
    }

    public Optional<JsonValue> property(String property) {
      return properties.stream()
          .filter(m -> m.name().equals(property))
          .map(Member::value)
          .findFirst();
    }
  }

  record EnumDefinition(Header header, List<JsonText> symbols, Optional<JsonText> defaultSymbol)
      implements Definition {
    public EnumDefinition {
      symbols = List.copyOf(symbols);
    }

    public List<String> names() {
      return symbols.stream().map(JsonText::value).toList();
    }

    @Override
    public String kind() {
      return "enum";
    }
  }

  /**
   * Raw bytes.
   *
   * @param sizeLocation where the size is written
   */
  record FixedDefinition(Header header, int size, Location sizeLocation) implements Definition {
    @Override
    public String kind() {
      return "fixed";
    }
  }
}
