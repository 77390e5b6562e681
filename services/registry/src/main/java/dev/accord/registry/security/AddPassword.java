package dev.accord.registry.security;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.List;

/**
 * Adds a line to a password file: {@code AddPassword FILE NAME ROLES}, the password on standard
 * input, so that it stands in no history and no process list.
 */
public final class AddPassword {
  private static final int SALT_BYTES = 16;

  private AddPassword() {}

  /** Runs once. */
  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      throw new IllegalArgumentException("give a file, a name and roles, the password on input");
    }
    try (var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      var password = input.readLine();
      if (password == null || password.isEmpty()) {
        throw new IllegalArgumentException("no password came on standard input");
      }
      add(Path.of(args[0]), args[1], args[2], password);
    }
  }

  /**
   * Adds a line.
   *
   * @param roles separated by commas
   */
  public static void add(Path file, String name, String roles, String password) throws IOException {
    if (name.isEmpty() || name.contains(":") || roles.contains(":")) {
      throw new IllegalArgumentException("a name must not be empty, and no colon stands in it");
    }
    var checked = Caller.withRoles(name, List.of(roles.split("\\s*,\\s*", -1)));
    var salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    var line = checked.name() + ":" + roles + ":" + Passwords.hash(name, password, salt);
    Files.write(file, List.of(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
