package dev.accord.model.source;

import java.util.List;
import java.util.stream.Collectors;

/** The sources cannot be understood, so nothing can be said about them; holds every problem. */
public final class InvalidSourceException extends RuntimeException {
  private final transient List<Problem> problems;

  public InvalidSourceException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("invalid, but no problem named");
    }
    this.problems = List.copyOf(problems);
  }

  public InvalidSourceException(Location location, String message) {
    this(List.of(new Problem(location, message)));
  }

  /** In the order they were met; never empty. */
  public List<Problem> problems() {
    return problems;
  }
}
