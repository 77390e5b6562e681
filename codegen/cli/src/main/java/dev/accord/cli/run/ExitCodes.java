package dev.accord.cli.run;

/** What the process says to scripts. */
public final class ExitCodes {
  public static final int CLEAN = 0;

  /** Findings at or above the severity that fails the run. */
  public static final int FINDINGS = 1;

  /** An unknown option, a malformed value, an {@code accord.yaml} with a typo. */
  public static final int USAGE = 2;

  /** Contracts that cannot be read, a registry that does not answer. */
  public static final int COULD_NOT_RUN = 4;

  private ExitCodes() {}
}
