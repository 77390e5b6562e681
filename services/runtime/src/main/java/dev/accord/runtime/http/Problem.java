package dev.accord.runtime.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why a request was not fulfilled, in the terms of RFC 9457, "Problem Details for HTTP APIs".
 *
 * @param status 400 to 599
 * @param detail what is wrong with this request and the way out; for the caller to read
 * @param errors what is wrong with each field, in the request's order
 * @param members more members of the body; values are what Jackson can write
 * @param retryAfter when the same request may succeed; sent as {@code Retry-After}
 */
public record Problem(
    int status,
    String detail,
    List<FieldError> errors,
    Map<String, Object> members,
    Optional<Duration> retryAfter) {

  /**
   * One field that cannot be used.
   *
   * @param field its path in the body, such as {@code items[0].quantity}, or a parameter's name
   */
  public record FieldError(String field, String message) {}

  /** Checks the status and copies. */
  public Problem {
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException(status + " is no status of a failure");
    }
    errors = List.copyOf(errors);
    members = Map.copyOf(members);
  }

  /** A problem with a status and a detail alone. */
  public static Problem of(int status, String detail) {
    return new Problem(status, detail, List.of(), Map.of(), Optional.empty());
  }

  /** 422: well-formed, but these fields cannot be used. */
  public static Problem invalid(List<FieldError> errors) {
    return of(422, "some fields cannot be used, see errors").with(errors);
  }

  /** 503 with {@code Retry-After}. */
  public static Problem unavailable(String detail, Duration retryAfter) {
    return new Problem(503, detail, List.of(), Map.of(), Optional.of(retryAfter));
  }

  /** The same with these field errors added. */
  public Problem with(List<FieldError> more) {
    var all = new ArrayList<>(errors);
    all.addAll(more);
    return new Problem(status, detail, all, members, retryAfter);
  }

  /** The same with one field error added. */
  public Problem with(String field, String message) {
    return with(List.of(new FieldError(field, message)));
  }

  /** The same with one more member in its body. */
  public Problem withMember(String name, Object value) {
    var all = new LinkedHashMap<>(members);
    all.put(name, value);
    return new Problem(status, detail, errors, all, retryAfter);
  }

  /** The status's own words, such as {@code Not Found}. */
  public String title() {
    return HttpResponseStatus.valueOf(status).reasonPhrase();
  }

  /** To throw, or to fail a future with. */
  public ProblemException asException() {
    return new ProblemException(this);
  }
}
