package dev.accord.runtime.launch;

import dev.accord.runtime.launch.SettingSources.Given;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Flat settings from three places; an option wins over the environment, the environment over the
 * file, the file over the default.
 *
 * <p>Keys are dotted kebab-case. The environment's name of a key is {@code ACCORD_} and the key in
 * capitals with {@code _} for {@code .} and {@code -}: {@code http.drain-timeout} is {@code
 * ACCORD_HTTP_DRAIN_TIMEOUT}. An empty variable counts as absent.
 *
 * <p>A read makes its key known. A bad or missing value is noted, the default (or for a required
 * text a placeholder) is returned, and {@link #check} reports every problem at once: configuration
 * records can be made in any order before it. Not for use by several threads.
 */
public final class Settings {
  /**
   * A key that the program reads, for its help.
   *
   * @param form what its value looks like, as words that follow "must be"
   * @param fallback the default as it would be written; absent where someone must give the value
   */
  record Known(String key, String form, Optional<String> fallback) {}

  private static final Pattern KEY =
      Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*(\\.[a-z0-9]+(-[a-z0-9]+)*)*");

  private final SettingSources sources;
  private final Map<String, Known> known = new TreeMap<>();
  private final Map<String, Set<String>> families = new TreeMap<>();
  private final Set<String> problems = new LinkedHashSet<>();

  Settings(SettingSources sources) {
    this.sources = sources;
  }

  /** Settings that come from the caller alone, as if given as options. */
  public static Settings of(Map<String, String> options) {
    return new Settings(SettingSources.options(options));
  }

  /** A text; the default may be empty. */
  public String text(String key, String fallback) {
    return read(key, fallback, SettingKind.TEXT);
  }

  /** A text that someone must give; {@link #check} names it when it is missing. */
  public String requiredText(String key) {
    know(new Known(key, SettingKind.TEXT.form(), Optional.empty()));
    var given = sources.find(key);
    if (given.isEmpty()) {
      problem(key + " is missing: give --" + key + "=VALUE or " + SettingSources.variable(key));
    }
    return given.map(Given::value).orElse("<" + key + ">");
  }

  /** A text that no message, help or log shows. */
  public String secret(String key, String fallback) {
    return read(key, fallback, SettingKind.SECRET);
  }

  /** A whole number in {@code [min, max]}. */
  public int integer(String key, int fallback, int min, int max) {
    return read(key, fallback, SettingKind.integer(min, max));
  }

  /** A port; 0 asks the system for a free one. */
  public int port(String key, int fallback) {
    return read(key, fallback, SettingKind.integer(0, 65_535));
  }

  /** A time such as {@code 250ms}, {@code 10s}, {@code 5m}, {@code 2h} or {@code 7d}. */
  public Duration duration(String key, Duration fallback, Duration min, Duration max) {
    return read(key, fallback, SettingKind.duration(min, max));
  }

  /** A size such as {@code 512}, {@code 64KiB} or {@code 1MiB}, as bytes. */
  public int bytes(String key, int fallback, int min, int max) {
    return read(key, fallback, SettingKind.bytes(min, max));
  }

  /** {@code true} or {@code false}; an option without a value is {@code true}. */
  public boolean flag(String key, boolean fallback) {
    return read(key, fallback, SettingKind.FLAG);
  }

  /** A list, its items separated by commas or given as a YAML list. */
  public List<String> list(String key, List<String> fallback) {
    return read(key, List.copyOf(fallback), SettingKind.LIST);
  }

  /** One constant of an enum, written in kebab-case. */
  public <E extends Enum<E>> E choice(String key, E fallback) {
    return read(key, fallback, SettingKind.choice(fallback.getDeclaringClass()));
  }

  /**
   * Settings that go to somebody else's library as they are: those that are given of the names
   * behind a prefix, such as {@code kafka.}. The help has one line for all; no value is shown.
   */
  public Map<String, String> passedOn(String prefix, Set<String> names) {
    families.put(prefix, Set.copyOf(names));
    var found = new TreeMap<String, String>();
    for (var name : names) {
      sources.find(prefix + name).ifPresent(given -> found.put(name, given.value().strip()));
    }
    return found;
  }

  /**
   * Ends the reading: fails once with every bad value and every key that nothing has read.
   *
   * @throws SettingsException with one sentence a problem
   */
  public void check() {
    var all = new LinkedHashSet<>(problems);
    var keys = new TreeSet<>(known.keySet());
    families.forEach((prefix, names) -> names.forEach(name -> keys.add(prefix + name)));
    sources.unknown(keys).forEach(all::add);
    if (!all.isEmpty()) {
      throw new SettingsException(List.copyOf(all));
    }
  }

  /** Every key read until now, with its form and default. */
  List<Known> known() {
    var all = new ArrayList<>(known.values());
    families.forEach(
        (prefix, names) ->
            all.add(
                new Known(
                    prefix + "NAME", "one of " + names.size() + " passed on", Optional.of(""))));
    return all;
  }

  private <T> T read(String key, T fallback, SettingKind<T> kind) {
    know(new Known(key, kind.form(), Optional.of(kind.show().apply(fallback))));
    var given = sources.find(key);
    if (given.isEmpty()) {
      return fallback;
    }
    return parse(key, given.get(), kind).orElse(fallback);
  }

  private <T> Optional<T> parse(String key, Given given, SettingKind<T> kind) {
    Optional<T> value = kind.parse().apply(given.value().strip());
    if (value.isEmpty()) {
      problem(
          key + " = \"" + given.value() + "\" (" + given.source() + "): must be " + kind.form());
    }
    return value;
  }

  private void know(Known setting) {
    if (!KEY.matcher(setting.key()).matches()) {
      throw new IllegalArgumentException("\"" + setting.key() + "\" is no dotted kebab-case key");
    }
    known.put(setting.key(), setting);
  }

  private void problem(String sentence) {
    problems.add(sentence);
  }
}
