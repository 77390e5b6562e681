package dev.accord.registry.security;

import io.vertx.ext.auth.hashing.HashingStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The password file: lines {@code name:roles:hash}, roles separated by commas, hashes as {@link
 * #hash} makes them (PBKDF2). Comparing is slow on purpose and takes the same time for a name that
 * is not there; what was right once is remembered by a keyed digest and quick from then on.
 */
final class Passwords {
  private static final int REMEMBERED_MAX = 10_000;

  private record Entry(Caller caller, String hash) {}

  private final HashingStrategy hashing = HashingStrategy.load();
  private final Map<String, Entry> entries;
  private final Entry nobody;
  private final byte[] pepper;
  private final Map<String, Caller> remembered = new ConcurrentHashMap<>();

  private Passwords(Map<String, Entry> entries, byte[] pepper) {
    this.entries = Map.copyOf(entries);
    this.pepper = pepper.clone();
    this.nobody = new Entry(Caller.withRoles("", List.of()), hash("", "none", pepper));
  }

  /**
   * Reads a file.
   *
   * @param secret random bytes, other ones at every start
   * @throws IllegalArgumentException if a line is not of the form; the message names the line only
   */
  static Passwords read(Path file, byte[] secret) {
    var entries = new HashMap<String, Entry>();
    try {
      var lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        var line = lines.get(i).strip();
        if (!line.isEmpty() && !line.startsWith("#")) {
          var entry = entry(line, file + " line " + (i + 1));
          entries.put(entry.caller().name(), entry);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the password file " + file, e);
    }
    return new Passwords(entries, secret);
  }

  private static Entry entry(String line, String place) {
    var parts = line.split(":", 3);
    if (parts.length != 3) {
      throw new IllegalArgumentException(place + " is not of the form name:roles:hash");
    }
    try {
      var roles = List.of(parts[1].split("\\s*,\\s*", -1));
      return new Entry(Caller.withRoles(parts[0], roles), parts[2]);
    } catch (IllegalArgumentException e) {
      // Without its words: what stands in place of a role may be a password.
      throw new IllegalArgumentException(
          place + " has roles that are not reader, writer, writer(prefix) or admin");
    }
  }

  /** What to put into the file for a password. */
  static String hash(String name, String password, byte[] salt) {
    return HashingStrategy.load()
        .hash(
            "pbkdf2",
            Map.of("it", "100000"),
            Base64.getEncoder().withoutPadding().encodeToString(salt),
            name + ":" + password);
  }

  /** The caller, if this name and password were right before; quick. */
  Optional<Caller> known(String name, String password) {
    return Optional.ofNullable(remembered.get(key(name, password)));
  }

  /** The caller with this name and password. Blocks for as long as hashing takes. */
  Optional<Caller> check(String name, String password) {
    var entry = entries.getOrDefault(name, nobody);
    var right = hashing.verify(entry.hash(), name + ":" + password);
    if (!right || !entries.containsKey(name)) {
      return Optional.empty();
    }
    if (remembered.size() < REMEMBERED_MAX) {
      remembered.put(key(name, password), entry.caller());
    }
    return Optional.of(entry.caller());
  }

  private String key(String name, String password) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(pepper);
      digest.update((name + ":" + password).getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
