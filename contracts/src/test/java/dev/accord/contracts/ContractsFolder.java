package dev.accord.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.yaml.snakeyaml.Yaml;

/** The contracts folder as plain files. */
record ContractsFolder(Path root) {
  static final ContractsFolder HERE = new ContractsFolder(Path.of("").toAbsolutePath());

  private static final String SUFFIX = ".avsc";

  /** Each subject that accord.yaml makes, with its current schema. */
  SortedMap<String, Schema> current() {
    var schemas = new TreeMap<String, Schema>();
    files("schemas").map(ContractsFolder::parse).forEach(s -> schemas.put(s.getFullName(), s));
    var subjects = new TreeMap<String, Schema>();
    eventsByTopic()
        .forEach(
            (topic, events) ->
                events.forEach(event -> subjects.put(topic + "-" + event, schemas.remove(event))));
    if (!schemas.isEmpty()) {
      throw new AssertionError("in no topic of accord.yaml: " + schemas.keySet());
    }
    return subjects;
  }

  /** Each released subject with its versions' texts. */
  SortedMap<String, SortedMap<Integer, String>> released() {
    var subjects = new TreeMap<String, SortedMap<Integer, String>>();
    files("released")
        .forEach(
            file ->
                subjects
                    .computeIfAbsent(
                        root.resolve("released").relativize(file).getName(0).toString(),
                        subject -> new TreeMap<>())
                    .put(version(file), text(file)));
    return subjects;
  }

  Stream<Path> files(String folder) {
    try (var walk = Files.walk(root.resolve(folder))) {
      return walk.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, List<String>> eventsByTopic() {
    Map<String, Map<String, Map<String, List<String>>>> config =
        new Yaml().load(text(root.resolve("accord.yaml")));
    var events = new TreeMap<String, List<String>>();
    Objects.requireNonNull(config.get("topics"), "topics")
        .forEach(
            (topic, entry) ->
                events.put(topic, Objects.requireNonNull(entry.get("events"), topic)));
    return events;
  }

  private static int version(Path file) {
    return Integer.parseInt(file.getFileName().toString().replace(SUFFIX, ""));
  }

  private static Schema parse(Path file) {
    try {
      return new SchemaParser().parse(file).mainSchema();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
