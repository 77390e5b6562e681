package dev.accord.checks.finding;

import java.util.Locale;

/** What a change does to code that uses the generated classes, mildest first. */
public enum SourceEffect {
  /** The same public API. */
  NONE,
  /** Only additions. */
  ADD,
  /** Everything compiles, and something behaves differently. */
  SILENT,
  /** Callers must edit. */
  EDIT,
  /** The class moves or goes. */
  CLASS;

  /** As reports write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The graver of two. */
  public SourceEffect or(SourceEffect other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
