package dev.accord.registry.archive;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.registry.change.Parsing;
import dev.accord.registry.language.SchemaLimits;
import dev.accord.registry.language.SchemaTypes;
import dev.accord.registry.log.LogRecord;
import dev.accord.registry.log.RecordCodec;
import dev.accord.registry.log.UnreadableRecord;
import dev.accord.registry.problem.RegistryProblem;
import dev.accord.registry.subject.RegistryRecord;
import dev.accord.registry.subject.RegistryState;
import dev.accord.registry.subject.StoredSchema;
import dev.accord.registry.subject.Subject;
import dev.accord.registry.subject.SubjectVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Replays a log as a node does, and notes what a node would pass over and what its callers would
 * stumble on.
 */
final class LogCheck {
  /** What can be wrong with a log. Ids are permanent. */
  enum Rule {
    /** The topic's settings let the log forget or lose its order. */
    TOPIC_UNFIT,
    /** A record that no registry wrote, or a damaged one: nodes pass it over. */
    UNREADABLE_RECORD,
    /** One id stands for two schemas: nodes pass the later record over. */
    DUPLICATE_ID,
    /** A schema refers to a version that is not there. */
    DANGLING_REFERENCE,
    /** A schema's text is not of its language. */
    UNREADABLE_SCHEMA
  }

  /**
   * One thing that is wrong.
   *
   * @param offset of the record; -1 for the topic as a whole
   */
  record Fault(Rule rule, long offset, String message) {}

  private final SchemaTypes types = new SchemaTypes(SchemaLimits.DEFAULT);
  private final List<Fault> faults = new ArrayList<>();
  private final Map<SubjectVersion, Long> offsets = new HashMap<>();
  private RegistryState state = RegistryState.empty(CompatibilityLevel.BACKWARD);

  private LogCheck() {}

  /** Every fault, in the order of offsets where there is one. */
  static List<Fault> check(List<LogRecord> records) {
    var check = new LogCheck();
    records.forEach(check::replay);
    for (var context : check.state.contextNames()) {
      check.state.schemas(new Subject(context, "")).forEach(check::look);
    }
    check.faults.sort((one, other) -> Long.compare(one.offset(), other.offset()));
    return check.faults;
  }

  private void replay(LogRecord raw) {
    try {
      var record = RecordCodec.decode(raw);
      var refusal = state.refusal(record);
      if (refusal.isPresent()) {
        faults.add(new Fault(Rule.DUPLICATE_ID, raw.offset(), refusal.get()));
        return;
      }
      if (record instanceof RegistryRecord.SchemaPut put) {
        offsets.put(put.at(), raw.offset());
      }
      state = state.apply(record, raw.timestamp());
    } catch (UnreadableRecord e) {
      faults.add(new Fault(Rule.UNREADABLE_RECORD, raw.offset(), String.valueOf(e.getMessage())));
    }
  }

  private void look(StoredSchema schema) {
    var missing =
        schema.content().references().stream()
            .map(reference -> RegistryState.target(schema.subject(), reference))
            .filter(target -> state.find(target).isEmpty())
            .toList();
    missing.forEach(target -> note(Rule.DANGLING_REFERENCE, schema, "refers to " + text(target)));
    if (missing.isEmpty() && types.understands(schema.content().type())) {
      try {
        var unused = Parsing.of(state, types, schema);
      } catch (RegistryProblem e) {
        note(Rule.UNREADABLE_SCHEMA, schema, "is not understood: " + e.text());
      }
    }
  }

  private void note(Rule rule, StoredSchema schema, String what) {
    var offset = offsets.getOrDefault(schema.at(), -1L);
    faults.add(new Fault(rule, offset, text(schema.at()) + " " + what));
  }

  private static String text(SubjectVersion at) {
    return at.subject().qualified() + " version " + at.version();
  }
}
