package dev.accord.checks.policy;

import java.util.regex.Pattern;

/**
 * A pattern over names or paths: {@code *} stands for anything within one part, {@code **} for
 * anything at all, {@code ?} for one character.
 */
final class Glob {
  private final Pattern pattern;

  /**
   * Compiles the glob.
   *
   * @param separator what parts are divided by: {@code '.'} in names, {@code '/'} in paths
   */
  Glob(String glob, char separator) {
    var regex = new StringBuilder();
    String within = "[^" + Pattern.quote(String.valueOf(separator)) + "]";
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (c == '*' && i + 1 < glob.length() && glob.charAt(i + 1) == '*') {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append(within).append('*');
      } else if (c == '?') {
        regex.append(within);
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    pattern = Pattern.compile(regex.toString());
  }

  boolean matches(String text) {
    return pattern.matcher(text).matches();
  }

  /** Whether the glob matches the path, or the path below some folder of it. */
  boolean matchesBelowAnyFolder(String path) {
    String rest = path.replace('\\', '/');
    while (true) {
      if (matches(rest)) {
        return true;
      }
      int slash = rest.indexOf('/');
      if (slash < 0) {
        return false;
      }
      rest = rest.substring(slash + 1);
    }
  }
}
