package dev.accord.registry.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParsedCacheTest {
  private final ParsedCache cache = new ParsedCache(16);

  @Test
  void whatWasParsedStrictlyServesWhoIsNotStrictAndNotTheOtherWayRound() throws Exception {
    cache.put(key("\"int\""), parsed("\"int\""), true);
    cache.put(key("\"long\""), parsed("\"long\""), false);
    assertThat(cache.find(key("\"int\""), false)).isPresent();
    assertThat(cache.find(key("\"long\""), false)).isPresent();
    assertThat(cache.find(key("\"long\""), true)).isEmpty();
  }

  @Test
  void theOneUnusedLongestLeavesWhenTheTextsGrowTooLong() throws Exception {
    cache.put(key("\"int\""), parsed("\"int\""), true);
    cache.put(key("\"long\""), parsed("\"long\""), true);
    assertThat(cache.find(key("\"int\""), true)).isPresent();
    cache.put(key("\"double\""), parsed("\"double\""), true);
    assertThat(cache.find(key("\"long\""), true)).isEmpty();
    assertThat(cache.find(key("\"int\""), true)).isPresent();
  }

  private static ParsedCache.Key key(String text) {
    return new ParsedCache.Key("AVRO", text, List.of());
  }

  private static ParsedSchema parsed(String text) throws InvalidSchema {
    return new AvroType(SchemaLimits.DEFAULT).parse(text, List.of(), false);
  }
}
