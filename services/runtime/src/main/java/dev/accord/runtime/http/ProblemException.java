package dev.accord.runtime.http;

/** A {@link Problem} on its way to the edge. An answer, not a defect: it has no stack trace. */
public final class ProblemException extends RuntimeException {
  private final Problem problem;

  ProblemException(Problem problem) {
    super(problem.status() + ": " + problem.detail(), null, false, false);
    this.problem = problem;
  }

  /** What the caller gets. */
  public Problem problem() {
    return problem;
  }
}
