package dev.accord.runtime.http;

import java.util.LinkedHashMap;
import java.util.Optional;

/** How one service explains failures to its callers. */
@FunctionalInterface
public interface ErrorFormat {
  /**
   * The body of a failed request.
   *
   * @param json what Jackson can write
   */
  record Body(String contentType, Object json) {}

  /** RFC 9457: {@code application/problem+json} with the members errors and requestId. */
  ErrorFormat PROBLEM_JSON = ErrorFormat::problemJson;

  /**
   * The body for a problem.
   *
   * @param requestId empty for a request so broken that it got none
   */
  Body render(Problem problem, String requestId);

  /**
   * What a failure of the service's own is to the caller; empty for one it does not know, which
   * becomes a 500 without details and a log record with all of them.
   */
  default Optional<Problem> explain(Throwable failure) {
    return Optional.empty();
  }

  private static Body problemJson(Problem problem, String requestId) {
    var json = new LinkedHashMap<String, Object>();
    json.put("type", "about:blank");
    json.put("title", problem.title());
    json.put("status", problem.status());
    json.put("detail", problem.detail());
    if (!problem.errors().isEmpty()) {
      json.put("errors", problem.errors());
    }
    if (!requestId.isEmpty()) {
      json.put("requestId", requestId);
    }
    json.putAll(problem.members());
    return new Body("application/problem+json", json);
  }
}
