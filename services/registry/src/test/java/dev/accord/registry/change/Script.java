package dev.accord.registry.change;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.registry.change.SchemaRequest.TagChanges;
import dev.accord.registry.language.SchemaLimits;
import dev.accord.registry.language.SchemaTypes;
import dev.accord.registry.log.LogRecord;
import dev.accord.registry.log.RecordCodec;
import dev.accord.registry.log.UnreadableRecord;
import dev.accord.registry.subject.RegistryRecord;
import dev.accord.registry.subject.RegistryState;
import dev.accord.registry.subject.StoredSchema;
import dev.accord.registry.subject.Subject;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;

/** A registry without log or network: decides, applies, and remembers what it would write. */
public final class Script {
  private final SchemaTypes types = new SchemaTypes(SchemaLimits.DEFAULT);
  private final List<String> written = new ArrayList<>();
  private RegistryState state = RegistryState.empty(CompatibilityLevel.BACKWARD);

  /** What it knows. */
  public RegistryState state() {
    return state;
  }

  /** The languages it knows. */
  public SchemaTypes types() {
    return types;
  }

  /** Every record so far as {@code key | value}. */
  public List<String> written() {
    return List.copyOf(written);
  }

  /** Makes a change. */
  public <T> T run(Command<T> command) {
    var decision = command.decide(state);
    for (var record : decision.records()) {
      written.add(line(record));
      state = state.apply(record, 0);
    }
    return decision.answer();
  }

  /** Forgets all but what compaction leaves of the log, and reads that. */
  public void restartCompacted() throws UnreadableRecord {
    var compacted = new LinkedHashMap<String, LogRecord>();
    for (var line : written) {
      var parts = line.split(" \\| ", 2);
      var value = parts[1].equals("null") ? null : parts[1].getBytes(StandardCharsets.UTF_8);
      var unused = compacted.remove(parts[0]);
      if (value != null) {
        var key = parts[0].getBytes(StandardCharsets.UTF_8);
        compacted.put(parts[0], new LogRecord(0, 0, key, value));
      }
    }
    state = RegistryState.empty(CompatibilityLevel.BACKWARD);
    for (var record : compacted.values()) {
      state = state.apply(RecordCodec.decode(record), 0);
    }
  }

  private static String line(RegistryRecord record) {
    var value = RecordCodec.value(record);
    return text(RecordCodec.key(record)) + " | " + (value == null ? "null" : text(value));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Registers a schema with nothing beside its text. */
  public StoredSchema register(String subject, String text) {
    return register(subject, request(text, 0, -1));
  }

  /** Registers a schema. */
  public StoredSchema register(String subject, SchemaRequest request) {
    return run(new Register(Subject.parse(subject), request, types)).schema();
  }

  /** Soft deletes a version. */
  public void delete(String subject, int version, boolean permanent) {
    var unused =
        run(new Delete.OneVersion(Subject.parse(subject), OptionalInt.of(version), permanent));
  }

  /** Deletes a subject. */
  public void delete(String subject, boolean permanent) {
    var unused = run(new Delete.WholeSubject(Subject.parse(subject), permanent));
  }

  /** Changes settings. */
  public void config(String scope, String json) {
    var unused = run(new ChangeSettings.PutConfig(Subject.parse(scope), new JsonObject(json)));
  }

  /** A request with a text, a version and an id. */
  public static SchemaRequest request(String text, int version, int id) {
    return new SchemaRequest(
        text, null, List.of(), null, null, version, id, false, TagChanges.NONE);
  }
}
