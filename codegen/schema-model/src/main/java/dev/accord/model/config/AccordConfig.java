package dev.accord.model.config;

import dev.accord.model.source.Location;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything {@code accord.yaml} can say, with defaults for what it does not.
 *
 * @param schemas folder of the current contracts, relative to the file
 * @param released folder of the append-only history: {@code <subject>/<version>.avsc}
 * @param version of the contracts artifact, for the advice on the next one
 * @param compatibility a Confluent level in capitals
 * @param profile how strict lint is: {@code minimal}, {@code standard} or {@code strict}
 * @param json whether events also travel as JSON, so that JSON findings count
 * @param source the highest severity of a finding about generated classes
 * @param names every type that the file speaks of, so that one that is not there can be told
 */
public record AccordConfig(
    String schemas,
    String released,
    Optional<ArtifactVersion> version,
    SubjectNaming naming,
    String compatibility,
    String profile,
    boolean json,
    String source,
    List<Topic> topics,
    List<SubjectException> subjects,
    List<SeveritySetting> severities,
    List<IgnoredPath> ignores,
    List<Waiver> waivers,
    Map<String, List<String>> reserved,
    Map<String, String> stability,
    LintSettings lint,
    List<TypeName> names) {

  /** What an event can promise. */
  public static final List<String> STABILITIES = List.of("draft", "stable", "deprecated");

  public AccordConfig {
    topics = List.copyOf(topics);
    subjects = List.copyOf(subjects);
    severities = List.copyOf(severities);
    ignores = List.copyOf(ignores);
    waivers = List.copyOf(waivers);
    reserved = Map.copyOf(reserved);
    stability = Map.copyOf(stability);
    names = List.copyOf(names);
  }

  /** The full name of an event or of a key's schema, where the file has it. */
  public record TypeName(String fullName, Location location) {}

  /** What the contracts artifact calls itself: {@code 1.4.0}, {@code 2.0.0-SNAPSHOT}. */
  public record ArtifactVersion(String text, Location location) {
    /** Whether it is up to three numbers with a qualifier, so that the next one can be told. */
    public static boolean isOne(String text) {
      return text.matches("\\d{1,9}(\\.\\d{1,9}){0,2}([-+].*)?");
    }
  }

  /**
   * A Kafka topic.
   *
   * @param key the field whose value is the record key; may be empty
   * @param keySchema full name of the record or type that is the key's schema; empty for a
   *     primitive
   * @param cleanup {@code delete} or {@code compact}
   * @param events full names, in file order
   */
  public record Topic(
      String name,
      Location location,
      String key,
      String keySchema,
      int partitions,
      String cleanup,
      String owner,
      List<String> events) {
    public Topic {
      events = List.copyOf(events);
    }
  }

  /** An event whose subject or level is not what the strategy and the file's level give. */
  public record SubjectException(
      String event, Location location, Optional<String> subject, Optional<String> compatibility) {}

  /** A severity for one rule, under a glob over full names such as {@code dev.accord.shop.**}. */
  public record SeveritySetting(
      String rule, Location location, String namespace, String severity) {}

  /** Files whose findings are dropped: a glob relative to {@code accord.yaml}; no rules = all. */
  public record IgnoredPath(String path, Location location, List<String> rules) {
    public IgnoredPath {
      rules = List.copyOf(rules);
    }
  }

  /** One accepted finding: by whom, why, and for how long. */
  public record Waiver(
      String fingerprint, Location location, String owner, String reason, LocalDate until) {}

  /**
   * What the lint rules leave to taste.
   *
   * @param fieldCase {@code camel} or {@code snake}
   * @param namespaceMajor {@code any}, {@code required} or {@code forbidden}: a last part like
   *     {@code v1}
   * @param envelope {@code headers} or {@code fields}: where event id, time and source travel
   * @param pastTense irregular verbs that event names may end with, beside the built-in ones
   */
  public record LintSettings(
      String fieldCase,
      String namespaceMajor,
      String envelope,
      int docLengthMin,
      int fieldsMax,
      int depthMax,
      List<String> pastTense) {
    public LintSettings {
      pastTense = List.copyOf(pastTense);
    }
  }

  /** What holds for a folder without {@code accord.yaml}: its own files, full compatibility. */
  public static AccordConfig defaults() {
    return new AccordConfig(
        ".",
        "released",
        Optional.empty(),
        SubjectNaming.TOPIC_RECORD_NAME,
        "FULL_TRANSITIVE",
        "standard",
        false,
        "warn",
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        Map.of(),
        new LintSettings("camel", "any", "headers", 10, 100, 6, List.of()),
        List.of());
  }

  /** The topic that lists the event, if one does. */
  public Optional<Topic> topicOf(String event) {
    return topics.stream().filter(t -> t.events().contains(event)).findFirst();
  }

  /** The registry subject of an event's schema. */
  public String subjectOf(String event) {
    return exception(event)
        .flatMap(SubjectException::subject)
        .orElseGet(() -> naming.subject(topicOf(event).map(Topic::name), event));
  }

  /** The level an event promises to keep. */
  public String compatibilityOf(String event) {
    return exception(event).flatMap(SubjectException::compatibility).orElse(compatibility);
  }

  private Optional<SubjectException> exception(String event) {
    return subjects.stream().filter(s -> s.event().equals(event)).findFirst();
  }
}
