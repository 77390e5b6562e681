package dev.accord.runtime.launch;

import java.util.List;

/** The caller's settings cannot be used; every reason at once, each a sentence with its source. */
public final class SettingsException extends RuntimeException {
  private final List<String> problems;

  /** At least one problem. */
  public SettingsException(List<String> problems) {
    super(String.join("; ", problems));
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("a refusal needs a reason");
    }
    this.problems = List.copyOf(problems);
  }

  /** One sentence each. */
  public List<String> problems() {
    return problems;
  }
}
