package dev.accord.checks.finding;

import java.util.Locale;

/** For which values of an event a finding comes true. */
public enum Certainty {
  /** No value suffers: safe changes, changes of the generated code alone, and lint. */
  NONE("no value suffers"),
  /** Decoding fails for some values, which the message names. */
  SOME("fails for some values"),
  /** Decoding fails for every value. */
  ALWAYS("fails for every value"),
  /** Decoding succeeds and gives another value. */
  ALTERED("silently altered");

  private final String meaning;

  Certainty(String meaning) {
    this.meaning = meaning;
  }

  /** As reports write it: {@code always}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For people. */
  public String meaning() {
    return meaning;
  }
}
