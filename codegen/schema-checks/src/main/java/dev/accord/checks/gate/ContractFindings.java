package dev.accord.checks.gate;

import dev.accord.checks.diff.Change;
import dev.accord.checks.diff.SchemaDiff;
import dev.accord.checks.finding.Bump;
import dev.accord.checks.finding.Certainty;
import dev.accord.checks.finding.Finding;
import dev.accord.checks.finding.Fingerprint;
import dev.accord.checks.finding.Severity;
import dev.accord.checks.finding.SourceEffect;
import dev.accord.checks.rule.ChangeRule;
import dev.accord.checks.rule.ChangeRules;
import dev.accord.checks.rule.ContractRules;
import dev.accord.checks.rule.NameRules;
import dev.accord.model.config.AccordConfig.ArtifactVersion;
import dev.accord.model.config.AccordConfig.Topic;
import dev.accord.model.contracts.Baseline;
import dev.accord.model.contracts.Baseline.Version;
import dev.accord.model.contracts.Contracts;
import dev.accord.model.contracts.EventSchema;
import dev.accord.model.schema.Definition;
import dev.accord.model.schema.Definition.RecordDefinition;
import dev.accord.model.schema.SchemaSet;
import dev.accord.model.schema.Type;
import dev.accord.model.source.Location;
import dev.accord.model.source.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What only the contracts as a whole can show, and Avro never sees. */
final class ContractFindings {
  private final Contracts current;
  private final Baseline baseline;

  ContractFindings(Contracts current, Baseline baseline) {
    this.current = current;
    this.baseline = baseline;
  }

  /** Defaults that Avro refuses. */
  static List<Finding> ofFlaws(Contracts current) {
    var findings = new ArrayList<Finding>();
    for (Problem flaw : current.types().flaws()) {
      ChangeRule rule = ChangeRules.find(flaw.rule()).orElseThrow();
      Definition type = around(flaw.location(), current.types());
      String path = type.simpleName() + fieldAround(flaw.location(), type);
      findings.add(
          Finding.lint(
              rule.rule(),
              type.fullName(),
              path,
              flaw.location(),
              path + ": " + flaw.message(),
              "write a value that fits",
              Fingerprint.of(rule.rule(), type.fullName(), path)));
    }
    return findings;
  }

  /** The innermost type whose text holds the place of a flaw. */
  private static Definition around(Location place, SchemaSet types) {
    return types.definitions().values().stream()
        .filter(type -> type.location().holds(place))
        .reduce((outer, inner) -> outer.location().holds(inner.location()) ? inner : outer)
        .orElseThrow();
  }

  private static String fieldAround(Location place, Definition type) {
    return type instanceof RecordDefinition record
        ? record.fields().stream()
            .filter(field -> field.location().holds(place))
            .map(field -> "." + field.name())
            .findFirst()
            .orElse("")
        : "";
  }

  /** Events that are gone. */
  List<Finding> removed(List<Version> gone, LocalDate today) {
    var findings = new ArrayList<Finding>();
    for (Version version : gone) {
      EventSchema event = version.schema();
      Optional<LocalDate> date =
          event.definition().flatMap(d -> DatedPromises.removeAfter(d.header().properties()));
      boolean early = date.filter(d -> d.isAfter(today)).isPresent();
      boolean due = date.filter(d -> !d.isAfter(today)).isPresent();
      ChangeRule rule =
          early ? ContractRules.DEPRECATED_REMOVED_EARLY : ContractRules.EVENT_REMOVED;
      findings.add(
          about(
              rule,
              due ? Severity.INFO : rule.rule().severity(),
              event.name(),
              event.location(),
              Optional.of(event.location()),
              event.name()
                  + " is gone"
                  + (early
                      ? " before its removeAfter date " + date.get() + "."
                      : due
                          ? ", as announced."
                          : ": its consumers wait for an event that never comes."),
              early ? "put it back until " + date.get() : "deprecate it with removeAfter first",
              event.subject()));
    }
    return findings;
  }

  /** An event under another subject, and one that broke its promise of stability. */
  List<Finding> moved(EventSchema event, Comparison newest) {
    var findings = new ArrayList<Finding>();
    EventSchema before = newest.before();
    boolean governed = !before.subject().equals(before.name());
    boolean sameName = before.name().equals(event.name());
    if (governed && sameName && !before.subject().equals(event.subject())) {
      findings.add(
          about(
              ContractRules.EVENT_MOVED_SUBJECT,
              Severity.ERROR,
              event.name(),
              event.location(),
              Optional.of(before.location()),
              event.name()
                  + " moves from subject "
                  + before.subject()
                  + " to "
                  + event.subject()
                  + ": its history stays behind and checks start from nothing.",
              "pin the subject " + before.subject() + " under \"subjects\" in accord.yaml",
              before.subject() + " " + event.subject()));
    }
    DatedPromises.regression(newest, current.config()).ifPresent(findings::add);
    return findings;
  }

  /** Every edit of a key schema, the smallest included. */
  static List<Finding> keyChanged(Comparison newest) {
    var findings = new ArrayList<Finding>();
    EventSchema event = newest.event();
    var rule = ContractRules.KEY_SCHEMA_CHANGED.rule();
    for (Change change : newest.changes()) {
      findings.add(
          new Finding(
              rule,
              rule.severity(),
              rule.axis(),
              Set.of(),
              Certainty.NONE,
              event.name(),
              change.path(),
              change.oldPath(),
              change.location(),
              change.oldLocation(),
              "The key schema "
                  + event.name()
                  + " changes ("
                  + change.rule().id()
                  + "): its new id is part of the key's bytes, so the same key goes to another"
                  + " partition and compaction keeps both.",
              "freeze the key schema: take the edit back, or use a primitive key",
              "",
              SourceEffect.NONE,
              List.of(),
              List.of(),
              List.of(newest.label()),
              Fingerprint.of(
                  rule, event.name(), change.member(), change.oldValue(), change.newValue())));
    }
    return findings;
  }

  /** Events whose last release holds another version of a shared type than their siblings'. */
  List<Finding> stale(Pairing pairing) {
    Map<String, Map<String, EventSchema>> textsOfType = new HashMap<>();
    for (EventSchema event : current.events()) {
      List<Version> versions = pairing.of(event);
      boolean history = !versions.isEmpty() && versions.get(0).number() > 0;
      if (history) {
        EventSchema last = versions.get(versions.size() - 1).schema();
        for (Definition type : last.types().definitions().values()) {
          String text =
              last.types().selfContained(new Type.Reference(type.location(), type.fullName()));
          textsOfType.computeIfAbsent(type.fullName(), t -> new HashMap<>()).put(text, event);
        }
      }
    }
    var findings = new ArrayList<Finding>();
    textsOfType.forEach((type, texts) -> stale(type, texts, findings));
    return findings;
  }

  private void stale(String type, Map<String, EventSchema> texts, List<Finding> findings) {
    Definition now = current.types().find(type).orElse(null);
    if (texts.size() < 2 || now == null) {
      return;
    }
    String text = current.types().selfContained(new Type.Reference(now.location(), type));
    texts.forEach(
        (released, event) -> {
          if (!released.equals(text) && !event.name().equals(type)) {
            findings.add(
                about(
                    ContractRules.REFERENCE_STALE,
                    Severity.WARN,
                    event.name(),
                    event.location(),
                    Optional.empty(),
                    "The last release of "
                        + event.name()
                        + " holds an older "
                        + type
                        + " than other events' do.",
                    "release " + event.name() + " again",
                    type));
          }
        });
  }

  /** New pairs of events on one topic that plain Avro cannot tell apart. */
  List<Finding> confused(Pairing pairing) {
    var findings = new ArrayList<Finding>();
    for (Topic topic : current.config().topics()) {
      List<EventSchema> events =
          current.events().stream().filter(e -> topic.events().contains(e.name())).toList();
      for (int i = 0; i < events.size(); i++) {
        for (int j = i + 1; j < events.size(); j++) {
          boolean known =
              !pairing.of(events.get(i)).isEmpty() && !pairing.of(events.get(j)).isEmpty();
          if (!known && SchemaDiff.twins(events.get(i), events.get(j))) {
            findings.add(confusedPair(events.get(i), events.get(j), topic, pairing));
          }
        }
      }
    }
    return findings;
  }

  private Finding confusedPair(EventSchema a, EventSchema b, Topic topic, Pairing pairing) {
    boolean firstIsNew = pairing.of(a).isEmpty();
    EventSchema fresh = firstIsNew ? a : b;
    EventSchema other = firstIsNew ? b : a;
    return about(
        NameRules.EVENT_IDENTITY_CONFUSED,
        Severity.ERROR,
        fresh.name(),
        fresh.location(),
        Optional.empty(),
        fresh.name()
            + " and "
            + other.name()
            + " have one shape and share the topic "
            + topic.name()
            + ": plain Avro reads either as the other.",
        "add a required field that tells them apart, or read with Accord, which checks the name",
        other.name());
  }

  /** The version that the contracts claim, if it is lower than the change calls for. */
  static Optional<Finding> underBumped(Contracts current, String previous, Bump bump) {
    return current
        .config()
        .version()
        .filter(claimed -> !bump.allows(previous, claimed.text()))
        .map(claimed -> underBumped(claimed, previous, bump));
  }

  private static Finding underBumped(ArtifactVersion claimed, String previous, Bump bump) {
    var rule = ContractRules.BREAKING_NEEDS_MAJOR.rule();
    String next = bump.next(previous);
    return Finding.lint(
        rule,
        "accord.yaml",
        "",
        claimed.location(),
        "The contracts were "
            + previous
            + " and call themselves "
            + claimed.text()
            + ": this change is "
            + bump.word()
            + ", so the next version must be "
            + next
            + ".",
        "set version: " + next,
        Fingerprint.of(rule, "accord.yaml", "version", previous, claimed.text()));
  }

  private Finding about(
      ChangeRule rule,
      Severity severity,
      String event,
      Location at,
      Optional<Location> was,
      String message,
      String fix,
      String value) {
    return new Finding(
        rule.rule(),
        severity,
        rule.rule().axis(),
        Set.of(),
        Certainty.NONE,
        event,
        event.substring(event.lastIndexOf('.') + 1),
        "",
        at,
        was,
        message,
        fix,
        "",
        SourceEffect.NONE,
        List.of(),
        List.of(),
        List.of(baseline.label()),
        Fingerprint.of(rule.rule(), event, "", value));
  }
}
