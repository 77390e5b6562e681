package dev.accord.registry.security;

import dev.accord.registry.problem.ErrorCode;
import dev.accord.registry.subject.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Who asks, and what they may do.
 *
 * @param writable prefixes of the qualified subjects that they may change; an empty one is all
 */
public record Caller(String name, boolean isReader, List<String> writable, boolean isAdmin) {
  private static final Pattern WRITER = Pattern.compile("writer(?:\\(([^)]*)\\))?");

  /** For a registry that asks nobody. */
  public static final Caller ANYBODY = new Caller("anybody", true, List.of(""), true);

  /** Copies. */
  public Caller {
    writable = List.copyOf(writable);
  }

  /**
   * A caller with roles: {@code reader}, {@code writer}, {@code writer(prefix)}, {@code admin}.
   *
   * @throws IllegalArgumentException if a role is none of these
   */
  public static Caller withRoles(String name, List<String> roles) {
    var prefixes = new ArrayList<String>();
    var admin = false;
    for (var role : roles) {
      var writer = WRITER.matcher(role);
      if (role.equals("admin")) {
        admin = true;
      } else if (writer.matches()) {
        prefixes.add(writer.group(1) == null ? "" : writer.group(1));
      } else if (!role.equals("reader")) {
        throw new IllegalArgumentException(
            "role '" + role + "' is not reader, writer, writer(prefix) or admin");
      }
    }
    return new Caller(name, !roles.isEmpty(), prefixes, admin);
  }

  /** Whether a text names a role. */
  static boolean isRole(String text) {
    return text.equals("admin") || text.equals("reader") || WRITER.matcher(text).matches();
  }

  /**
   * Refuses what the caller may not do.
   *
   * @throws dev.accord.registry.problem.RegistryProblem FORBIDDEN
   */
  public void require(Right right, Subject subject) {
    var allowed =
        switch (right) {
          case READ -> isReader || isAdmin;
          case WRITE -> isAdmin || writable.stream().anyMatch(subject.qualified()::startsWith);
          case ADMIN -> isAdmin;
        };
    if (!allowed) {
      throw ErrorCode.FORBIDDEN.with(
          name
              + " may not "
              + switch (right) {
                case READ -> "read";
                case WRITE -> "change subject " + subject;
                case ADMIN -> "change settings or contexts";
              });
    }
  }
}
