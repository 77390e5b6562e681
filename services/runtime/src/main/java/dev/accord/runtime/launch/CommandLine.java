package dev.accord.runtime.launch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What stands on a service's command line.
 *
 * @param config the settings file's name
 * @param options every other {@code --key=value}, {@code --key value} or {@code --key}, by key
 */
record CommandLine(
    Optional<String> config, boolean help, boolean debug, Map<String, String> options) {
  private static final Set<String> SWITCHES = Set.of("help", "debug");

  CommandLine {
    options = Map.copyOf(options);
  }

  /**
   * Reads the arguments.
   *
   * @throws SettingsException naming every argument that is not an option, or is given twice
   */
  static CommandLine parse(List<String> arguments) {
    var options = new LinkedHashMap<String, String>();
    var problems = new ArrayList<String>();
    for (int i = 0; i < arguments.size(); i++) {
      var argument = arguments.get(i);
      if (!argument.startsWith("--") || argument.length() == 2) {
        problems.add("\"" + argument + "\" is no option: write --key=value");
        continue;
      }
      var parts = argument.substring(2).split("=", 2);
      var value = parts.length == 2 ? parts[1] : "true";
      if (parts.length == 1 && !SWITCHES.contains(parts[0]) && valueFollows(arguments, i)) {
        value = arguments.get(++i);
      }
      if (options.put(parts[0], value) != null) {
        problems.add("option --" + parts[0] + " is given twice");
      }
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    var config = Optional.ofNullable(options.remove("config"));
    boolean help = options.remove("help") != null;
    boolean debug = options.remove("debug") != null;
    return new CommandLine(config, help, debug, options);
  }

  private static boolean valueFollows(List<String> arguments, int position) {
    return position + 1 < arguments.size() && !arguments.get(position + 1).startsWith("--");
  }
}
