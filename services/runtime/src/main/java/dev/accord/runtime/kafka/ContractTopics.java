package dev.accord.runtime.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Topics as the client jars on the class path describe them. */
final class ContractTopics {
  private static final String INDEX = "META-INF/accord/events.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private ContractTopics() {}

  /**
   * What the contracts say of these topics. Of two jars that describe a topic, the first on the
   * class path counts, as it does for classes; topics that no jar describes are left out.
   */
  static List<Topics.Topic> of(Collection<String> names, ClassLoader jars) {
    var found = new LinkedHashMap<String, Topics.Topic>();
    try {
      for (var index : Collections.list(jars.getResources(INDEX))) {
        try (var stream = index.openStream()) {
          JSON.readTree(stream).forEach(event -> addDescribed(event, found));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a client jar's " + INDEX + " cannot be read", e);
    }
    found.keySet().retainAll(names);
    return List.copyOf(found.values());
  }

  /** Jars of older builds do not say how their topics are kept. */
  private static void addDescribed(JsonNode event, Map<String, Topics.Topic> found) {
    if (event.has("partitions") && event.has("cleanup")) {
      var name = event.get("topic").asText();
      found.putIfAbsent(
          name,
          new Topics.Topic(name, event.get("partitions").asInt(), event.get("cleanup").asText()));
    }
  }
}
