package dev.accord.runtime.launch;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How values of one type are written.
 *
 * @param form words that follow "must be"
 * @param parse empty for what does not have the form
 * @param show the way a default is shown; what {@code parse} would read
 */
record SettingKind<T>(
    String form, Function<String, Optional<T>> parse, Function<? super T, String> show) {

  static final SettingKind<String> TEXT =
      new SettingKind<>("a text", Optional::of, Function.identity());

  static final SettingKind<String> SECRET =
      new SettingKind<>("a secret text", Optional::of, value -> "");

  static final SettingKind<Boolean> FLAG =
      new SettingKind<>(
          "true or false",
          value ->
              switch (value) {
                case "true" -> Optional.of(true);
                case "false" -> Optional.of(false);
                default -> Optional.empty();
              },
          String::valueOf);

  static final SettingKind<List<String>> LIST =
      new SettingKind<>(
          "a list separated by commas",
          value ->
              Optional.of(
                  Arrays.stream(value.split(",", -1))
                      .map(String::strip)
                      .filter(item -> !item.isEmpty())
                      .toList()),
          items -> String.join(",", items));

  private static final Pattern QUANTITY = Pattern.compile("(\\d{1,9}) ?([A-Za-z]*)");
  private static final List<Unit> TIMES =
      List.of(
          new Unit("ms", 1),
          new Unit("s", 1_000),
          new Unit("m", 60_000),
          new Unit("h", 3_600_000),
          new Unit("d", 86_400_000));
  private static final List<Unit> SIZES =
      List.of(new Unit("", 1), new Unit("KiB", 1_024), new Unit("MiB", 1_048_576));

  static SettingKind<Integer> integer(int min, int max) {
    return new SettingKind<>(
        "a whole number from " + min + " to " + max,
        value -> wholeNumber(value).filter(n -> n >= min && n <= max).map(Long::intValue),
        String::valueOf);
  }

  static SettingKind<Duration> duration(Duration min, Duration max) {
    return new SettingKind<>(
        "a time from " + shown(min) + " to " + shown(max) + " (ms, s, m, h or d)",
        value ->
            quantity(value, TIMES)
                .map(Duration::ofMillis)
                .filter(time -> time.compareTo(min) >= 0 && time.compareTo(max) <= 0),
        SettingKind::shown);
  }

  static SettingKind<Integer> bytes(int min, int max) {
    return new SettingKind<>(
        "a size from " + shown(min, SIZES) + " to " + shown(max, SIZES) + " (bytes, KiB or MiB)",
        value -> quantity(value, SIZES).filter(n -> n >= min && n <= max).map(Long::intValue),
        value -> shown(value, SIZES));
  }

  static <E extends Enum<E>> SettingKind<E> choice(Class<E> type) {
    Map<String, E> constants =
        Arrays.stream(type.getEnumConstants())
            .collect(
                Collectors.toMap(
                    SettingKind::shown, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    return new SettingKind<>(
        "one of " + String.join(", ", constants.keySet()),
        value -> Optional.ofNullable(constants.get(value)),
        SettingKind::shown);
  }

  private static Optional<Long> wholeNumber(String value) {
    return value.matches("-?\\d{1,18}") ? Optional.of(Long.valueOf(value)) : Optional.empty();
  }

  private static Optional<Long> quantity(String value, List<Unit> units) {
    var parts = QUANTITY.matcher(value);
    if (!parts.matches()) {
      return Optional.empty();
    }
    return units.stream()
        .filter(unit -> unit.name().equals(parts.group(2)))
        .findFirst()
        .map(unit -> Long.parseLong(parts.group(1)) * unit.size());
  }

  private static String shown(Duration time) {
    return shown(time.toMillis(), TIMES);
  }

  private static String shown(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** In the largest unit that leaves a whole number. */
  private static String shown(long amount, List<Unit> units) {
    var text = Long.toString(amount);
    for (var unit : units) {
      if (amount >= unit.size() && amount % unit.size() == 0) {
        text = amount / unit.size() + unit.name();
      }
    }
    return text;
  }

  private record Unit(String name, long size) {}
}
