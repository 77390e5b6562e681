package dev.accord.cli.baseline;

import dev.accord.model.contracts.Baseline.Version;
import dev.accord.model.contracts.Contracts;
import dev.accord.model.contracts.EventSchema;
import dev.accord.model.json.JsonValue;
import dev.accord.model.json.JsonValue.JsonArray;
import dev.accord.model.json.JsonValue.JsonNumber;
import dev.accord.model.json.JsonValue.JsonObject;
import dev.accord.model.json.JsonValue.JsonText;
import dev.accord.model.schema.SchemaSet;
import dev.accord.model.source.SourceFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * All versions of our subjects in a Confluent-compatible registry, through its REST interface, read
 * only. Ours are the subjects of current events and whatever else is registered for our topics.
 */
final class RegistrySubjects {
  /** At a time: a registry is a shared service, and a run with many subjects must not take long. */
  private static final int REQUESTS_MAX = 8;

  private final RegistryConnection connection;
  private final Map<Integer, SchemaSet> byId = new ConcurrentHashMap<>();

  RegistrySubjects(BaselineSpec.Registry registry, Duration timeout) {
    this.connection = new RegistryConnection(registry, timeout);
  }

  /** Oldest first within each subject; none of a subject that is not registered yet. */
  List<Version> versions(Contracts current, SchemaSet library) {
    var pool = Executors.newFixedThreadPool(REQUESTS_MAX);
    try {
      var pending = new ArrayList<CompletableFuture<List<Version>>>();
      for (var subject : subjects(current)) {
        pending.add(CompletableFuture.supplyAsync(() -> history(subject, library), pool));
      }
      return pending.stream().flatMap(history -> history.join().stream()).toList();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException reason ? reason : e;
    } finally {
      pool.shutdownNow();
    }
  }

  private List<Version> history(String subject, SchemaSet library) {
    var versions = new ArrayList<Version>();
    for (var number : numbers(subject)) {
      versions.add(new Version(number, schema(subject, number, library)));
    }
    return versions;
  }

  private Iterable<String> subjects(Contracts current) {
    var ours = new TreeSet<String>();
    current.events().forEach(event -> ours.add(event.subject()));
    var topics = current.config().topics();
    var found = new TreeSet<String>();
    for (var item : array("/subjects")) {
      var subject = text(item, "/subjects");
      if (ours.contains(subject)
          || topics.stream().anyMatch(topic -> subject.startsWith(topic.name() + "-"))) {
        found.add(subject);
      }
    }
    return found;
  }

  private Iterable<Integer> numbers(String subject) {
    var path = "/subjects/" + RegistryConnection.segment(subject) + "/versions";
    var numbers = new TreeSet<Integer>();
    array(path).forEach(item -> numbers.add(number(item, path)));
    return numbers;
  }

  private EventSchema schema(String subject, int number, SchemaSet library) {
    var path = versionPath(subject, number);
    var stored = version(path);
    int id = number(member(stored, "id", path), path);
    var known = byId.get(id);
    if (known == null) {
      var files = new LinkedHashMap<String, SourceFile>();
      collect(path, stored, files);
      var schema = ReleasedHistory.schema(subject, List.copyOf(files.values()), library);
      byId.put(id, schema.types());
      return schema;
    }
    return ReleasedHistory.schema(subject, known);
  }

  /** The schema and, behind it, what it refers to, each once. */
  private void collect(String path, JsonObject stored, Map<String, SourceFile> files) {
    if (files.containsKey(path)) {
      return;
    }
    stored
        .get("schemaType")
        .filter(type -> !text(type, path).equals("AVRO"))
        .ifPresent(
            type -> {
              throw connection.odd(path, "a schema of type " + type.text() + ", not Avro");
            });
    var text = text(member(stored, "schema", path), path);
    files.put(path, new SourceFile(connection.shown(path), text));
    if (stored.get("references").orElse(null) instanceof JsonArray references) {
      for (var reference : references.items()) {
        if (reference instanceof JsonObject object) {
          var subject = text(member(object, "subject", path), path);
          var target = versionPath(subject, number(member(object, "version", path), path));
          collect(target, version(target), files);
        }
      }
    }
  }

  private static String versionPath(String subject, int number) {
    return "/subjects/" + RegistryConnection.segment(subject) + "/versions/" + number;
  }

  private JsonObject version(String path) {
    if (connection.get(path) instanceof JsonObject object) {
      return object;
    }
    throw connection.odd(path, "something that is no object");
  }

  private List<JsonValue> array(String path) {
    if (connection.get(path) instanceof JsonArray array) {
      return array.items();
    }
    throw connection.odd(path, "something that is no array");
  }

  private JsonValue member(JsonObject object, String name, String path) {
    return object
        .get(name)
        .orElseThrow(() -> connection.odd(path, "an object without \"" + name + "\""));
  }

  private String text(JsonValue value, String path) {
    if (value instanceof JsonText text) {
      return text.value();
    }
    throw connection.odd(path, value.kind() + " where text belongs");
  }

  private int number(JsonValue value, String path) {
    if (value instanceof JsonNumber number && number.integral() && number.literal().length() < 10) {
      return Integer.parseInt(number.literal());
    }
    throw connection.odd(path, value.kind() + " where a whole number belongs");
  }
}
