package dev.accord.registry.wire;

import dev.accord.registry.problem.ErrorCode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which media types come in and go out. */
public final class MediaTypes {
  public static final String PREFERRED = "application/vnd.schemaregistry.v1+json";

  // The dearest first: where a caller has no preference, ours counts.
  private static final List<String> OFFERS =
      List.of(PREFERRED, "application/vnd.schemaregistry+json", "application/json");
  private static final String CHOSEN = "accord.media-type";
  private static final int REMEMBERED_MAX = 200;
  private static final int REMEMBERED_LENGTH_MAX = 200;

  // A client sends the same header with every request.
  private static final Map<String, String> REMEMBERED = new ConcurrentHashMap<>();

  private MediaTypes() {}

  /** Refuses what cannot be read or answered, and remembers the type to answer with. */
  public static void negotiate(RoutingContext context) {
    var method = context.request().method();
    if (method.equals(HttpMethod.POST) || method.equals(HttpMethod.PUT)) {
      requireReadable(context.request().getHeader("Content-Type"));
    }
    // OPTIONS is answered in plain text, whatever is acceptable.
    if (!method.equals(HttpMethod.OPTIONS)) {
      context.put(CHOSEN, choose(accepted(context.request())));
    }
    context.next();
  }

  /** The type to answer with. */
  public static String of(RoutingContext context) {
    String chosen = context.get(CHOSEN);
    return chosen == null ? PREFERRED : chosen;
  }

  /** What the caller accepts; several headers say together what one would. */
  public static @Nullable String accepted(HttpServerRequest request) {
    var headers = request.headers();
    return headers.contains(HttpHeaders.ACCEPT)
        ? String.join(",", headers.getAll(HttpHeaders.ACCEPT))
        : null;
  }

  private static void requireReadable(@Nullable String contentType) {
    if (contentType == null || contentType.isBlank()) {
      return;
    }
    var bare = bare(contentType);
    if (!bare.equals("application/octet-stream") && !OFFERS.contains(bare)) {
      throw ErrorCode.UNSUPPORTED_MEDIA_TYPE.with();
    }
  }

  /**
   * The type to answer with.
   *
   * @throws dev.accord.registry.problem.RegistryProblem NOT_ACCEPTABLE
   */
  public static String choose(@Nullable String accept) {
    if (accept == null || accept.isBlank() || accept.equals("*/*")) {
      return PREFERRED;
    }
    var known = REMEMBERED.get(accept);
    if (known != null) {
      return known;
    }
    var chosen = best(accept);
    if (accept.length() <= REMEMBERED_LENGTH_MAX && REMEMBERED.size() < REMEMBERED_MAX) {
      REMEMBERED.put(accept, chosen);
    }
    return chosen;
  }

  private static String best(String accept) {
    var best = "";
    double quality = 0;
    for (var type : OFFERS) {
      var wanted = quality(type, accept);
      if (wanted > quality) {
        best = type;
        quality = wanted;
      }
    }
    if (best.isEmpty()) {
      throw ErrorCode.NOT_ACCEPTABLE.with();
    }
    return best;
  }

  /** The quality that the most specific fitting range gives a type; 0 if none fits. */
  private static double quality(String type, String accept) {
    double quality = 0;
    int specific = -1;
    for (var range : accept.split(",", -1)) {
      var bare = bare(range);
      int fits =
          bare.equals(type) ? 2 : bare.equals("application/*") ? 1 : bare.equals("*/*") ? 0 : -1;
      if (fits > specific) {
        specific = fits;
        quality = quality(range);
      }
    }
    return quality;
  }

  private static double quality(String range) {
    for (var parameter : range.split(";", -1)) {
      var text = parameter.strip().toLowerCase(Locale.ROOT);
      if (text.matches("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)")) {
        return Double.parseDouble(text.substring(2));
      }
    }
    return 1;
  }

  private static String bare(String type) {
    var end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }
}
