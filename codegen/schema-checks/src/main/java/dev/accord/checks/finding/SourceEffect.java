package dev.accord.checks.finding;

import java.util.Locale;

/** What a change does to code that uses the generated classes, mildest first. */
public enum SourceEffect {
  /** The same public API. */
  NONE("callers feel nothing"),
  /** Only additions. */
  ADD("callers lose nothing"),
  /** Everything compiles, and something behaves differently. */
  SILENT("callers compile, and something behaves differently"),
  /** Callers must edit. */
  EDIT("callers must edit"),
  /** The class moves or goes. */
  CLASS("callers must edit: a class moves or goes");

  private final String meaning;

  SourceEffect(String meaning) {
    this.meaning = meaning;
  }

  /** For people. */
  public String meaning() {
    return meaning;
  }

  /** As reports write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The graver of two. */
  public SourceEffect or(SourceEffect other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
