package dev.accord.registry.wire;

import dev.accord.registry.problem.ErrorCode;
import dev.accord.registry.problem.RegistryProblem;
import dev.accord.runtime.http.ErrorFormat;
import dev.accord.runtime.http.Problem;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Failures as {@code {"error_code", "message"}}. */
public final class RegistryErrors implements ErrorFormat {
  private static final String CODE = "error_code";
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  @Override
  public Body render(Problem problem, String requestId) {
    var json = new LinkedHashMap<String, Object>();
    json.put(CODE, problem.members().getOrDefault(CODE, problem.status()));
    json.put("message", message(problem));
    return new Body(MediaTypes.PREFERRED, json);
  }

  private static String message(Problem problem) {
    if (problem.members().containsKey(CODE)) {
      return problem.detail();
    }
    return switch (problem.status()) {
      case 404 -> ErrorCode.NOT_FOUND.with().text();
      case 405 -> ErrorCode.METHOD_NOT_ALLOWED.with().text();
      case 500 -> ErrorCode.INTERNAL.with().text();
      default -> problem.detail();
    };
  }

  @Override
  public Optional<Problem> explain(Throwable failure) {
    return failure instanceof RegistryProblem problem
        ? Optional.of(problem(problem))
        : Optional.empty();
  }

  private static Problem problem(RegistryProblem refused) {
    var status = refused.code().status();
    var problem =
        status == 503
            ? Problem.unavailable(refused.text(), RETRY_AFTER)
            : Problem.of(status, refused.text());
    return problem.withMember(CODE, refused.code().code());
  }
}
