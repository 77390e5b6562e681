package dev.accord.runtime.launch;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Values as they were given, with where each came from, the strongest place first. */
record SettingSources(
    Map<String, Given> options, Map<String, Given> environment, Map<String, Given> file) {
  private static final String CONFIG_VARIABLE = "ACCORD_CONFIG";

  private static final String PREFIX = "ACCORD_";

  /** Variables that are no settings: the file's name, the start script's and the log's. */
  private static final Set<String> OTHERS =
      Set.of(CONFIG_VARIABLE, "ACCORD_JAVA_OPTS", "ACCORD_LOG");

  /** A value and the words that say where it stands. */
  record Given(String value, String source) {}

  SettingSources {
    options = Map.copyOf(options);
    environment = Map.copyOf(environment);
    file = Map.copyOf(file);
  }

  static SettingSources options(Map<String, String> options) {
    return new SettingSources(fromOptions(options), Map.of(), Map.of());
  }

  /**
   * The sources of a process.
   *
   * @throws SettingsException if the file cannot be read or is no flat or nested map of scalars
   */
  static SettingSources of(CommandLine line, Map<String, String> environment) {
    var file =
        line.config()
            .or(() -> Optional.ofNullable(environment.get(CONFIG_VARIABLE)))
            .filter(name -> !name.isBlank())
            .map(SettingsFile::read)
            .orElse(Map.of());
    return new SettingSources(fromOptions(line.options()), fromVariables(environment), file);
  }

  /** The environment's name of a key. */
  static String variable(String key) {
    return PREFIX + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  Optional<Given> find(String key) {
    return Optional.ofNullable(options.get(key))
        .or(() -> Optional.ofNullable(environment.get(variable(key))))
        .or(() -> Optional.ofNullable(file.get(key)));
  }

  /** A sentence for each given name that is not among the known keys. */
  List<String> unknown(Set<String> keys) {
    var variables = keys.stream().map(SettingSources::variable).toList();
    return Stream.of(
            unknown(options, "key", keys.stream().toList()),
            unknown(environment, "variable", variables),
            unknown(file, "key", keys.stream().toList()))
        .flatMap(sentences -> sentences)
        .toList();
  }

  private static Stream<String> unknown(Map<String, Given> given, String kind, List<String> known) {
    return new TreeMap<>(given)
        .entrySet().stream()
            .filter(entry -> !known.contains(entry.getKey()))
            .map(
                entry ->
                    "unknown "
                        + kind
                        + " \""
                        + entry.getKey()
                        + "\" ("
                        + entry.getValue().source()
                        + ")"
                        + wayOut(entry.getKey(), known));
  }

  private static String wayOut(String name, List<String> known) {
    return NearestName.of(name, known)
        .map(nearest -> ", did you mean \"" + nearest + "\"?")
        .orElse(": --help lists the known ones");
  }

  private static Map<String, Given> fromOptions(Map<String, String> options) {
    var given = new TreeMap<String, Given>();
    options.forEach((key, value) -> given.put(key, new Given(value, "option --" + key)));
    return given;
  }

  private static Map<String, Given> fromVariables(Map<String, String> environment) {
    var given = new TreeMap<String, Given>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX) && !OTHERS.contains(name) && !value.isEmpty()) {
            given.put(name, new Given(value, "environment " + name));
          }
        });
    return given;
  }
}
