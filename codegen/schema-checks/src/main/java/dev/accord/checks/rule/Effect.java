package dev.accord.checks.rule;

/** What a change does to one side that reads what the other wrote, mildest first. */
public enum Effect {
  /** Every value arrives as it was sent. */
  OK,
  /** Every value decodes, but some differ or mean something else. */
  ALTERED,
  /** Decoding fails for some values. */
  SOME,
  /** Decoding fails for every value. */
  FAILS;

  /** Whether some record cannot be read. */
  public boolean fails() {
    return this == SOME || this == FAILS;
  }

  /** What remains of it where not every value reaches the place: inside a union. */
  public Effect onOneBranch() {
    return this == FAILS ? SOME : this;
  }

  /** The graver of two. */
  public Effect or(Effect other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
