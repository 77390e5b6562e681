package dev.accord.registry.language;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Schemas parsed lately, bounded by the length of their texts; the one unused longest leaves. A
 * parsed schema takes about ten bytes for each character of its text.
 */
final class ParsedCache {
  private final LinkedHashMap<Key, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);
  private final int charactersMax;
  private long characters;

  ParsedCache(int charactersMax) {
    this.charactersMax = charactersMax;
  }

  /** A schema as it was parsed; what was parsed strictly serves those too who are not strict. */
  synchronized Optional<ParsedSchema> find(Key key, boolean strict) {
    return Optional.ofNullable(entries.get(key))
        .filter(entry -> entry.strict() || !strict)
        .map(Entry::parsed);
  }

  synchronized void put(Key key, ParsedSchema parsed, boolean strict) {
    if (entries.put(key, new Entry(parsed, strict)) != null) {
      return;
    }
    characters += key.characters();
    var oldest = entries.keySet().iterator();
    while (characters > charactersMax && oldest.hasNext()) {
      characters -= oldest.next().characters();
      oldest.remove();
    }
  }

  private record Entry(ParsedSchema parsed, boolean strict) {}

  record Key(String type, String text, List<String> referenced) {
    long characters() {
      return text.length() + referenced.stream().mapToLong(String::length).sum();
    }
  }
}
