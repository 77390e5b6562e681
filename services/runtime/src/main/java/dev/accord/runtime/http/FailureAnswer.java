package dev.accord.runtime.http;

import dev.accord.runtime.launch.DependencyAwayException;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where failures become answers. */
final class FailureAnswer {
  private static final Logger LOG = LoggerFactory.getLogger(FailureAnswer.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final Router router;
  private final ErrorFormat format;
  private final HttpConfig config;

  FailureAnswer(Router router, ErrorFormat format, HttpConfig config) {
    this.router = router;
    this.format = format;
    this.config = config;
  }

  void answer(RoutingContext context) {
    var response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    if (response.headWritten()) {
      // Half an answer is out: only a broken connection tells the caller that it is not whole.
      context.request().connection().close();
      return;
    }
    var problem = problem(context);
    var body = format.render(problem, RequestGate.id(context));
    problem
        .retryAfter()
        .ifPresent(time -> response.putHeader("Retry-After", Long.toString(time.toSeconds())));
    if (problem.status() == 405) {
      response.putHeader("Allow", allowed(context.request().path()));
    }
    response
        .setStatusCode(problem.status())
        .putHeader("Content-Type", body.contentType())
        .end(JsonBody.write(body.json()));
  }

  private Problem problem(RoutingContext context) {
    var failure = context.failure();
    if (failure == null) {
      return byStatus(context, context.statusCode());
    }
    if (failure instanceof ProblemException e) {
      return e.problem();
    }
    var explained = format.explain(failure);
    if (explained.isPresent()) {
      return explained.get();
    }
    if (context.statusCode() < 500) {
      // The router's or a handler's own judgement of the request, such as a path not decodable.
      return byStatus(context, context.statusCode());
    }
    if (failure instanceof DependencyAwayException e) {
      LOG.debug("request {}: {}", RequestGate.id(context), e.getMessage(), e);
      return Problem.unavailable("a part this service needs is away; try again", RETRY_AFTER);
    }
    LOG.error(
        "{} {} failed, request {}",
        context.request().method(),
        context.request().path(),
        RequestGate.id(context),
        failure);
    return Problem.of(500, "the service failed; its log says why, under this requestId");
  }

  private Problem byStatus(RoutingContext context, int status) {
    var request = context.request();
    return switch (status) {
      case 400 -> Problem.of(400, "the request's path, parameters or body cannot be read");
      case 404 -> Problem.of(404, "there is nothing at " + request.path());
      case 405 -> Problem.of(405, request.method() + " is not supported at " + request.path());
      case 413 -> Problem.of(413, "the body is larger than " + config.bodyBytesMax() + " bytes");
      case 503 ->
          Problem.unavailable(
              "not answered within " + config.requestTimeout().toMillis() + " ms; try again",
              RETRY_AFTER);
      // Vert.x sets none for requests that break off, do not unpack or hardly are HTTP.
      default -> Problem.of(status < 400 ? 400 : status, "the request cannot be fulfilled");
    };
  }

  /** What the routes at a path support; RFC 9110, section 15.5.6 wants it said. */
  private String allowed(String path) {
    return router.getRoutes().stream()
        .filter(route -> route.getPath() != null && route.methods() != null)
        .filter(route -> matches(route.getPath(), path))
        .flatMap(route -> route.methods().stream())
        .map(HttpMethod::name)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static boolean matches(String template, String path) {
    var wanted = template.split("/", -1);
    var given = path.split("/", -1);
    return wanted.length == given.length
        && IntStream.range(0, wanted.length)
            .allMatch(i -> wanted[i].startsWith(":") || wanted[i].equals(given[i]));
  }
}
