package dev.accord.event.generator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Where {@code contracts/accord.yaml} sends each event. Found on the class path of the build
 * plugin, so a client jar of other contracts names another jar there.
 */
public final class Contract {
  private static final String RESOURCE = "contracts/accord.yaml";

  private final Map<String, Route> routes;

  /** The topic of an event, the field that keys it, and what the topic is like. */
  record Route(String topic, String keyField, int partitions, String cleanup) {}

  /**
   * Reads the contract; for the build plugin, which makes the template's tools.
   *
   * @throws IllegalStateException if no contract is on the class path
   */
  public Contract() {
    this(fromClassPath());
  }

  /** Reads the contract of a contracts folder. */
  static Contract in(Path folder) throws IOException {
    return new Contract(Files.readString(folder.resolve("accord.yaml")));
  }

  private Contract(String yaml) {
    routes = new HashMap<>();
    Map<String, Map<String, Map<String, Object>>> config =
        new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    value(config, "topics").forEach(this::addRoutes);
  }

  // Contracts are checked, in words of their own, before classes are made of them.
  @SuppressWarnings("unchecked")
  private void addRoutes(String topic, Map<String, Object> entry) {
    var route =
        new Route(
            topic,
            (String) value(entry, "key"),
            (int) entry.getOrDefault("partitions", 1),
            (String) entry.getOrDefault("cleanup", "delete"));
    ((List<String>) value(entry, "events")).forEach(event -> routes.put(event, route));
  }

  private static <T> T value(Map<String, T> map, String key) {
    var value = map.get(key);
    if (value == null) {
      throw new IllegalStateException("accord.yaml lacks `" + key + "`");
    }
    return value;
  }

  /** Whether the type travels on a topic by itself; others are parts of one that does. */
  public boolean isEvent(Schema schema) {
    return routes.containsKey(schema.getFullName());
  }

  /** The topic of an event. */
  public String topic(Schema schema) {
    return route(schema).topic();
  }

  /** The registry subject of an event. */
  public String subject(Schema schema) {
    return topic(schema) + "-" + schema.getFullName();
  }

  /**
   * The field that keys an event.
   *
   * @throws IllegalStateException if the event lacks it or may leave it out
   */
  public Schema.Field keyField(Schema schema) {
    var name = route(schema).keyField();
    var field = schema.getField(name);
    if (field == null || field.schema().isNullable()) {
      throw new IllegalStateException(
          schema.getFullName()
              + ": accord.yaml keys topic "
              + topic(schema)
              + " by "
              + name
              + ", which is no required field of the event");
    }
    return field;
  }

  Route route(Schema schema) {
    var route = routes.get(schema.getFullName());
    if (route == null) {
      throw new IllegalStateException(schema.getFullName() + " is in no topic of accord.yaml");
    }
    return route;
  }

  private static String fromClassPath() {
    try (var stream = Contract.class.getClassLoader().getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException(
            RESOURCE
                + " is not on the class path of the build plugin: add the jar of the contracts to"
                + " the plugin's dependencies");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
