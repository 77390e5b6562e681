package dev.accord.runtime.sql;

import java.util.regex.Pattern;

/** Names that need no quotes in SQL, so that a schema or role is spelled the same everywhere. */
final class SqlName {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

  private SqlName() {}

  static void check(String what, String name) {
    if (!PLAIN.matcher(name).matches()) {
      throw new IllegalArgumentException(
          what + " \"" + name + "\" must be lower-case letters, digits and _, 63 at most");
    }
  }
}
