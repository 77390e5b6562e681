package dev.accord.model.config;

import dev.accord.model.config.AccordConfig.ArtifactVersion;
import dev.accord.model.config.AccordConfig.IgnoredPath;
import dev.accord.model.config.AccordConfig.LintSettings;
import dev.accord.model.config.AccordConfig.SeveritySetting;
import dev.accord.model.config.AccordConfig.SubjectException;
import dev.accord.model.config.AccordConfig.Topic;
import dev.accord.model.config.AccordConfig.TypeName;
import dev.accord.model.config.AccordConfig.Waiver;
import dev.accord.model.json.JsonValue;
import dev.accord.model.json.JsonValue.JsonArray;
import dev.accord.model.json.JsonValue.JsonText;
import dev.accord.model.json.JsonValue.Member;
import dev.accord.model.source.InvalidSourceException;
import dev.accord.model.source.Location;
import dev.accord.model.source.Problem;
import dev.accord.model.source.SourceFile;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads {@code accord.yaml}; reports every fault of the file at once. */
public final class ConfigReader {
  private static final List<String> LEVELS =
      List.of(
          "NONE",
          "BACKWARD",
          "BACKWARD_TRANSITIVE",
          "FORWARD",
          "FORWARD_TRANSITIVE",
          "FULL",
          "FULL_TRANSITIVE");
  private static final List<String> SEVERITIES = List.of("off", "info", "warn", "error");
  static final Set<String> KEYS =
      Set.of(
          "schemas",
          "released",
          "version",
          "naming",
          "compatibility",
          "profile",
          "json",
          "source",
          "topics",
          "subjects",
          "severities",
          "ignore",
          "waivers",
          "reserved",
          "stability",
          "lint");
  static final Set<String> TOPIC_KEYS =
      Set.of("key", "keySchema", "partitions", "cleanup", "owner", "events");
  static final Set<String> LINT_KEYS =
      Set.of(
          "fieldCase",
          "namespaceMajor",
          "envelope",
          "docLengthMin",
          "fieldsMax",
          "depthMax",
          "pastTense");

  private final List<Problem> problems = new ArrayList<>();
  private final List<TypeName> names = new ArrayList<>();

  private ConfigReader() {}

  /**
   * The configuration that the text states.
   *
   * @throws InvalidSourceException with every fault: an unknown key names the nearest known one
   */
  public static AccordConfig read(SourceFile source) {
    var reader = new ConfigReader();
    AccordConfig config = reader.config(YamlTree.read(source));
    if (!reader.problems.isEmpty()) {
      throw new InvalidSourceException(reader.problems);
    }
    return config;
  }

  private AccordConfig config(JsonValue root) {
    AccordConfig absent = AccordConfig.defaults();
    var section = Section.of(root, KEYS, problems);
    return new AccordConfig(
        section.text("schemas", "schemas"),
        section.text("released", absent.released()),
        version(section),
        naming(section, absent),
        section.oneOf("compatibility", absent.compatibility(), LEVELS),
        section.oneOf("profile", absent.profile(), List.of("minimal", "standard", "strict")),
        section.flag("json", absent.json()),
        section.oneOf("source", absent.source(), SEVERITIES),
        topics(section),
        section.list("subjects").stream().map(this::subject).toList(),
        severities(section),
        section.list("ignore").stream().map(this::ignored).toList(),
        section.list("waivers").stream().map(this::waiver).toList(),
        reserved(section),
        stability(section),
        lint(section, absent.lint()),
        names);
  }

  private Optional<ArtifactVersion> version(Section section) {
    String text = section.text("version", "");
    Optional<Location> at = section.get("version").map(JsonValue::location);
    if (at.isPresent() && !text.isEmpty() && !ArtifactVersion.isOne(text)) {
      problems.add(
          new Problem(at.get(), "expected a version such as 1.4.0, found \"" + text + "\""));
    }
    return at.map(place -> new ArtifactVersion(text, place)).filter(v -> !v.text().isEmpty());
  }

  private static SubjectNaming naming(Section section, AccordConfig absent) {
    var words = Stream.of(SubjectNaming.values()).map(SubjectNaming::word).toList();
    String word = section.oneOf("naming", absent.naming().word(), words);
    return SubjectNaming.valueOf(word.replace('-', '_').toUpperCase(Locale.ROOT));
  }

  private List<Topic> topics(Section section) {
    var topics = new ArrayList<Topic>();
    Map<String, String> topicOfEvent = new LinkedHashMap<>();
    for (Member member : section.members("topics")) {
      var topic = Section.of(member.value(), TOPIC_KEYS, problems);
      for (JsonValue event : topic.list("events")) {
        named(event);
        String other = topicOfEvent.putIfAbsent(event.text(), member.name());
        if (other != null) {
          problems.add(
              new Problem(event.location(), event.text() + " is already on topic " + other));
        }
      }
      topic.get("keySchema").ifPresent(this::named);
      topics.add(
          new Topic(
              member.name(),
              member.nameLocation(),
              topic.text("key", ""),
              topic.text("keySchema", ""),
              topic.integer("partitions", 1, 1, 100_000),
              topic.oneOf("cleanup", "delete", List.of("delete", "compact", "compact,delete")),
              topic.text("owner", ""),
              topic.texts("events")));
    }
    return topics;
  }

  private void named(JsonValue type) {
    if (type instanceof JsonText name) {
      names.add(new TypeName(name.value(), name.location()));
    }
  }

  private SubjectException subject(JsonValue value) {
    var section = Section.of(value, Set.of("event", "subject", "compatibility"), problems);
    String level = section.oneOf("compatibility", "", LEVELS);
    String subject = section.text("subject", "");
    section.get("event").ifPresent(this::named);
    return new SubjectException(
        section.requiredText("event", "name the event by its full name"),
        section.location(),
        Optional.of(subject).filter(s -> !s.isEmpty()),
        Optional.of(level).filter(l -> !l.isEmpty()));
  }

  /** Either {@code RULE: severity} or {@code RULE: {namespace glob: severity}}. */
  private List<SeveritySetting> severities(Section section) {
    var settings = new ArrayList<SeveritySetting>();
    for (Member rule : section.members("severities")) {
      if (rule.value() instanceof JsonText word) {
        settings.add(severity(rule, "**", word));
      } else {
        for (Member glob : globs(rule)) {
          settings.add(severity(rule, glob.name(), glob.value()));
        }
      }
    }
    return settings;
  }

  private List<Member> globs(Member rule) {
    if (rule.value() instanceof JsonValue.JsonObject object) {
      return object.members();
    }
    // YAML 1.1 reads a bare "off" as false.
    if (rule.value() instanceof JsonValue.JsonBoolean) {
      return List.of(new Member("**", rule.nameLocation(), rule.value()));
    }
    problems.add(
        new Problem(rule.value().location(), "expected a severity, or globs with severities"));
    return List.of();
  }

  private SeveritySetting severity(Member rule, String glob, JsonValue value) {
    String word = value instanceof JsonText text ? text.value() : "";
    if (value instanceof JsonValue.JsonBoolean flag && !flag.value()) {
      word = "off";
    }
    if (!SEVERITIES.contains(word)) {
      problems.add(
          new Problem(
              value.location(),
              "expected one of " + String.join(", ", SEVERITIES) + ", found " + value.text()));
    }
    return new SeveritySetting(rule.name(), rule.nameLocation(), glob, word);
  }

  private IgnoredPath ignored(JsonValue value) {
    if (value instanceof JsonText path) {
      return new IgnoredPath(path.value(), path.location(), List.of());
    }
    var section = Section.of(value, Set.of("path", "rules"), problems);
    String path = section.requiredText("path", "a glob such as schemas/legacy/**");
    return new IgnoredPath(path, section.location(), section.texts("rules"));
  }

  private Waiver waiver(JsonValue value) {
    var section = Section.of(value, Set.of("fingerprint", "owner", "reason", "until"), problems);
    return new Waiver(
        section.requiredText("fingerprint", "the one that the finding shows"),
        section.location(),
        section.requiredText("owner", "who answers for it"),
        section.requiredText("reason", "why this break is acceptable"),
        date(section));
  }

  private LocalDate date(Section section) {
    String text = section.requiredText("until", "a day such as 2027-03-31");
    try {
      return text.isEmpty() ? LocalDate.EPOCH : LocalDate.parse(text);
    } catch (DateTimeException e) {
      problems.add(
          new Problem(
              section.get("until").orElseThrow().location(),
              "expected a day such as 2027-03-31, found \"" + text + "\""));
      return LocalDate.EPOCH;
    }
  }

  private Map<String, List<String>> reserved(Section section) {
    Map<String, List<String>> reserved = new LinkedHashMap<>();
    for (Member event : section.members("reserved")) {
      names.add(new TypeName(event.name(), event.nameLocation()));
      if (event.value() instanceof JsonArray names) {
        reserved.put(event.name(), names.items().stream().map(ConfigReader::word).toList());
      } else {
        problems.add(new Problem(event.value().location(), "expected a list of field names"));
      }
    }
    return reserved;
  }

  private Map<String, String> stability(Section section) {
    Map<String, String> stability = new LinkedHashMap<>();
    for (Member event : section.members("stability")) {
      names.add(new TypeName(event.name(), event.nameLocation()));
      String word = word(event.value());
      if (!AccordConfig.STABILITIES.contains(word)) {
        String message =
            "expected one of " + String.join(", ", AccordConfig.STABILITIES) + ", found " + word;
        problems.add(new Problem(event.value().location(), message));
      }
      stability.put(event.name(), word);
    }
    return stability;
  }

  private static String word(JsonValue value) {
    return value instanceof JsonText text ? text.value() : value.text();
  }

  private LintSettings lint(Section section, LintSettings absent) {
    JsonValue value = section.get("lint").orElse(null);
    if (value == null) {
      return absent;
    }
    var lint = Section.of(value, LINT_KEYS, problems);
    return new LintSettings(
        lint.oneOf("fieldCase", absent.fieldCase(), List.of("camel", "snake")),
        lint.oneOf(
            "namespaceMajor", absent.namespaceMajor(), List.of("any", "required", "forbidden")),
        lint.oneOf("envelope", absent.envelope(), List.of("headers", "fields")),
        lint.integer("docLengthMin", absent.docLengthMin(), 0, 1000),
        lint.integer("fieldsMax", absent.fieldsMax(), 1, 10_000),
        lint.integer("depthMax", absent.depthMax(), 1, 100),
        lint.texts("pastTense"));
  }
}
