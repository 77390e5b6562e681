package dev.accord.registry.language;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The languages that this registry knows, and a bounded memory of schemas parsed lately. Usable
 * from any thread.
 */
public final class SchemaTypes {
  /** The type of a schema that names none. */
  public static final String DEFAULT_TYPE = "AVRO";

  private static final int CACHED_CHARACTERS_MAX = 2 * 1024 * 1024;

  private final SchemaLimits limits;
  private final Map<String, SchemaType> types = new LinkedHashMap<>();
  private final ParsedCache cache = new ParsedCache(CACHED_CHARACTERS_MAX);

  /** All languages within the same limits. */
  public SchemaTypes(SchemaLimits limits) {
    this.limits = limits;
    for (var type :
        List.of(
            new SchemaType.Opaque("JSON"),
            new SchemaType.Opaque("PROTOBUF"),
            new AvroType(limits))) {
      types.put(type.name(), type);
    }
  }

  /** The limits of all. */
  public SchemaLimits limits() {
    return limits;
  }

  /** Names as answered by {@code GET /schemas/types}. */
  public List<String> names() {
    return List.copyOf(types.keySet());
  }

  /** Whether schemas of a type can be parsed here. */
  public boolean understands(String type) {
    var language = types.get(type);
    return language != null && language.isUnderstood();
  }

  /**
   * Parses, or remembers having parsed, a text.
   *
   * @param referenced texts that it refers to, each after those it refers to itself
   * @param strict as for a schema being registered
   * @throws InvalidSchema if the type is unknown or the text is not of that type
   */
  public ParsedSchema parse(String type, String text, List<String> referenced, boolean strict)
      throws InvalidSchema {
    var language = types.get(type);
    if (language == null) {
      throw new InvalidSchema("Invalid schema type " + type);
    }
    var key = new ParsedCache.Key(type, text, List.copyOf(referenced));
    Optional<ParsedSchema> known = cache.find(key, strict);
    if (known.isPresent()) {
      return known.get();
    }
    var parsed = language.parse(text, referenced, strict);
    cache.put(key, parsed, strict);
    return parsed;
  }
}
