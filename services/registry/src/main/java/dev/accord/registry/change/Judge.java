package dev.accord.registry.change;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.registry.language.InvalidSchema;
import dev.accord.registry.language.ParsedSchema;
import dev.accord.registry.language.SchemaTypes;
import dev.accord.registry.problem.ErrorCode;
import dev.accord.registry.schema.SchemaContent;
import dev.accord.registry.subject.Config;
import dev.accord.registry.subject.RegistryState;
import dev.accord.registry.subject.Setting;
import dev.accord.registry.subject.StoredSchema;
import dev.accord.registry.subject.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Holds a candidate against the versions before it, by the settings of its subject. */
final class Judge {
  private static final String RESERVED = "confluent:reserved";
  private static final String OTHER_TYPE = "Incompatible because of different schema type";

  private final RegistryState state;
  private final SchemaTypes types;
  private final Config config;

  Judge(RegistryState state, SchemaTypes types, Subject subject) {
    this.state = state;
    this.types = types;
    this.config = state.config(subject);
  }

  /** The level that counts here. */
  CompatibilityLevel level() {
    return config.level().orElse(CompatibilityLevel.BACKWARD);
  }

  /**
   * Why the candidate breaks the promise, in the interface's words; empty if it keeps it.
   *
   * @param newestFirst the versions that may count
   */
  List<String> incompatibilities(Candidate candidate, List<StoredSchema> newestFirst) {
    var level = level();
    var violations = fieldViolations(candidate, newestFirst);
    if (!violations.isEmpty()) {
      return ended(violations);
    }
    if (level == CompatibilityLevel.NONE) {
      return List.of();
    }
    for (var earlier : sameGroup(candidate.content(), newestFirst)) {
      var messages = incompatibilities(candidate, earlier);
      if (!messages.isEmpty()) {
        return ended(messages);
      }
      if (!level.isTransitive()) {
        break;
      }
    }
    return List.of();
  }

  private List<String> ended(List<String> messages) {
    var all = new ArrayList<>(messages);
    all.add(
        String.format(
            Locale.ROOT,
            "{validateFields: '%s', compatibility: '%s'}",
            config.flag(Setting.VALIDATE_FIELDS),
            level()));
    return all;
  }

  private List<String> incompatibilities(Candidate candidate, StoredSchema earlier) {
    var text = earlier.content().text();
    if (!earlier.content().type().equals(candidate.content().type())) {
      return List.of(
          OTHER_TYPE,
          "{oldSchemaVersion: " + earlier.version() + "}",
          "{oldSchema: '" + text + "'}");
    }
    var parsed = Parsing.of(state, types, earlier);
    try {
      return candidate
          .parsed()
          .incompatibilities(level(), new ParsedSchema.Earlier(earlier.version(), text, parsed));
    } catch (InvalidSchema e) {
      throw ErrorCode.INVALID_SCHEMA.with(e.reason());
    }
  }

  private List<StoredSchema> sameGroup(SchemaContent candidate, List<StoredSchema> newestFirst) {
    return config
        .text(Setting.GROUP)
        .map(
            group -> {
              Optional<String> wanted = candidate.metadataOrEmpty().property(group);
              return newestFirst.stream()
                  .filter(
                      schema -> schema.content().metadataOrEmpty().property(group).equals(wanted))
                  .toList();
            })
        .orElse(newestFirst);
  }

  /** Reserved names must not be used as fields, and the list of them may only grow. */
  private List<String> fieldViolations(Candidate candidate, List<StoredSchema> newestFirst) {
    if (!config.flag(Setting.VALIDATE_FIELDS)) {
      return List.of();
    }
    var messages = new ArrayList<String>();
    var reserved = reserved(candidate.content());
    newestFirst.stream()
        .limit(1)
        .flatMap(schema -> reserved(schema.content()).stream())
        .filter(name -> !reserved.contains(name))
        .forEach(name -> messages.add("The new schema has reserved field " + name + " removed."));
    candidate.parsed().topLevelFields().stream()
        .filter(reserved::contains)
        .forEach(
            name ->
                messages.add(
                    "The new schema has field that conflicts with the reserved field "
                        + name
                        + "."));
    return messages;
  }

  private static List<String> reserved(SchemaContent content) {
    return content.metadataOrEmpty().property(RESERVED).stream()
        .flatMap(list -> Arrays.stream(list.split(",", -1)))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
