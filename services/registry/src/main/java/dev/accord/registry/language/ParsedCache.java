package dev.accord.registry.language;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Schemas parsed lately, bounded by the length of their texts; the one unused longest leaves. */
final class ParsedCache {
  private final LinkedHashMap<Key, ParsedSchema> entries = new LinkedHashMap<>(64, 0.75f, true);
  private final int charactersMax;
  private long characters;

  ParsedCache(int charactersMax) {
    this.charactersMax = charactersMax;
  }

  synchronized Optional<ParsedSchema> find(Key key) {
    return Optional.ofNullable(entries.get(key));
  }

  synchronized void put(Key key, ParsedSchema parsed) {
    if (entries.put(key, parsed) != null) {
      return;
    }
    characters += key.characters();
    var oldest = entries.keySet().iterator();
    while (characters > charactersMax && oldest.hasNext()) {
      characters -= oldest.next().characters();
      oldest.remove();
    }
  }

  record Key(String type, String text, List<String> referenced, boolean strict) {
    long characters() {
      return text.length() + referenced.stream().mapToLong(String::length).sum();
    }
  }
}
