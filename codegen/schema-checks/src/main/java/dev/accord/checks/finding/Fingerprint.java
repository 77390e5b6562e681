package dev.accord.checks.finding;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names one finding for waivers and for tools that follow findings over time. It comes from what
 * was found, never from wording or places, so rewording a message or moving a line keeps it.
 *
 * @param value 16 hexadecimal digits
 */
public record Fingerprint(String value) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}");

  public Fingerprint {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not 16 hexadecimal digits: " + value);
    }
  }

  /**
   * The fingerprint of a finding.
   *
   * @param event full name of the event, or what stands for it
   * @param path the element, in names
   * @param values what makes this finding another than its neighbour: the old and the new text
   */
  public static Fingerprint of(Rule rule, String event, String path, String... values) {
    var digest = sha256();
    add(digest, rule.id());
    add(digest, event);
    add(digest, path);
    for (var value : values) {
      add(digest, value);
    }
    return new Fingerprint(HexFormat.of().formatHex(digest.digest(), 0, 8));
  }

  /** Each part carries its length, so no two lists of parts give the same bytes. */
  private static void add(MessageDigest digest, String part) {
    var bytes = part.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
