package dev.accord.order.request;

import dev.accord.runtime.http.Problem;
import dev.accord.runtime.outbox.Cause;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a request says beside its body. Throws what the edge answers with. */
public final class Requests {
  private static final int KEY_CHARACTERS_MAX = 255;

  private Requests() {}

  /**
   * The id in the request's path.
   *
   * @throws dev.accord.runtime.http.ProblemException 400 if it is no UUID in full
   */
  public static UUID id(RoutingContext context, String parameter) {
    var text = String.valueOf(context.pathParam(parameter));
    try {
      return Fields.uuidOf(text);
    } catch (IllegalArgumentException e) {
      throw Problem.of(400, "\"" + text + "\" is no id")
          .with(parameter, "must be a UUID")
          .asException();
    }
  }

  /**
   * The key under which this request may be repeated; null if there is none.
   *
   * @throws dev.accord.runtime.http.ProblemException 400 if there are two, or one that is too long
   */
  public static @Nullable String idempotencyKey(RoutingContext context) {
    var keys = context.request().headers().getAll("Idempotency-Key");
    if (keys.isEmpty()) {
      return null;
    }
    var key = keys.get(0);
    if (keys.size() > 1 || key.isBlank() || key.length() > KEY_CHARACTERS_MAX) {
      throw Problem.of(
              400,
              "Idempotency-Key must be given once, with 1 to " + KEY_CHARACTERS_MAX + " characters")
          .asException();
    }
    return key;
  }

  /** The trace that the request belongs to. */
  public static Cause cause(RoutingContext context) {
    var traceparent = context.request().getHeader("traceparent");
    return traceparent == null ? Cause.UNKNOWN : Cause.request(traceparent);
  }
}
