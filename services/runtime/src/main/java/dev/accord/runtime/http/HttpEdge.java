package dev.accord.runtime.http;

import com.github.f4b6a3.uuid.UuidCreator;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.TimeoutHandler;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * An HTTP server with everything around the routes: request id, limits of body, time and requests
 * at once, one place for failures, {@code /health/live}, {@code /health/ready} and {@code
 * /metrics}. Health and metrics answer above the limit too.
 *
 * <pre>{@code
 * var edge = HttpEdge.create(vertx, HttpConfig.from(settings, 8080), metrics);
 * edge.health().ready("database", database::check);
 * edge.router().post("/orders").handler(Reply.by(orders::place));
 * return edge.listen();
 * }</pre>
 */
public final class HttpEdge {
  /**
   * How a server differs from the usual one.
   *
   * @param options changes the server's options, for example to encrypt; host and port stay
   * @param front sees a request before the routes and may answer it alone; such a request has no id
   *     and is in none of the edge's meters
   */
  public record Setup(
      UnaryOperator<HttpServerOptions> options, UnaryOperator<Handler<HttpServerRequest>> front) {
    /** The usual one. */
    public static final Setup USUAL = new Setup(UnaryOperator.identity(), UnaryOperator.identity());
  }

  private static final List<Integer> ROUTING_FAILURES = List.of(400, 404, 405, 406, 415);
  private static final int IDLE_SECONDS = 60;

  private final HttpConfig config;
  private final Router router;
  private final Health health;
  private final HttpServer server;
  private final boolean encrypted;

  private HttpEdge(
      Vertx vertx, HttpConfig config, ServiceMetrics metrics, ErrorFormat errors, Setup setup) {
    this.config = config;
    this.router = Router.router(vertx);
    this.health = new Health(config.healthTimeout());
    var options =
        setup
            .options()
            .apply(
                new HttpServerOptions()
                    .setHost(config.host())
                    .setPort(config.port())
                    // The JDK's client would upgrade, and fail running requests when we drain.
                    .setHttp2ClearTextEnabled(false)
                    // Nobody speaks WebSocket here, and every request would pass its extensions.
                    .setPerFrameWebSocketCompressionSupported(false)
                    .setPerMessageWebSocketCompressionSupported(false)
                    .setIdleTimeout(idleSeconds(config)));
    this.encrypted = options.isSsl();
    this.server = vertx.createHttpServer(options).requestHandler(setup.front().apply(router));
    mount(metrics, errors);
  }

  /** An edge whose errors are problem+json. */
  public static HttpEdge create(Vertx vertx, HttpConfig config, ServiceMetrics metrics) {
    return create(vertx, config, metrics, ErrorFormat.PROBLEM_JSON);
  }

  /** An edge with its own words for failures. */
  public static HttpEdge create(
      Vertx vertx, HttpConfig config, ServiceMetrics metrics, ErrorFormat errors) {
    return create(vertx, config, metrics, errors, Setup.USUAL);
  }

  /** An edge with its own words for failures on a server of its own making. */
  public static HttpEdge create(
      Vertx vertx, HttpConfig config, ServiceMetrics metrics, ErrorFormat errors, Setup setup) {
    return new HttpEdge(vertx, config, metrics, errors, setup);
  }

  /**
   * Where the service adds its routes, before or after {@link #listen}. Bodies are read already.
   */
  public Router router() {
    return router;
  }

  /** Where the service adds its checks. */
  public Health health() {
    return health;
  }

  /** The id that the request's answer and log records carry. */
  public static String requestId(RoutingContext context) {
    return RequestGate.id(context);
  }

  /** The id for a request that the edge does not see: the caller's if it is harmless. */
  public static String requestId(HttpServerRequest request, Supplier<UUID> ids) {
    return RequestGate.id(request, ids);
  }

  /**
   * Starts to listen.
   *
   * @return fails with {@link ListenException} if the address is taken or not ours
   */
  public Future<Void> listen() {
    return server
        .listen()
        .<Void>mapEmpty()
        .recover(
            failure ->
                Future.failedFuture(
                    new ListenException(
                        "cannot listen on "
                            + config.host()
                            + ":"
                            + config.port()
                            + " ("
                            + failure.getMessage()
                            + "): stop what listens there, or set --http.port",
                        failure)));
  }

  /** The port it listens on. */
  public int actualPort() {
    return server.actualPort();
  }

  /** The address for clients. */
  public URI url() {
    var host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    return URI.create((encrypted ? "https://" : "http://") + host + ":" + actualPort());
  }

  /**
   * Says not ready, takes no new requests, waits for those under way until the drain timeout, then
   * cuts off what is left.
   */
  public Future<Void> close() {
    health.stopping();
    return server.shutdown(config.drainTimeout().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A connection that waits for a slow answer is not idle. */
  private static int idleSeconds(HttpConfig config) {
    return IDLE_SECONDS + Math.toIntExact(config.requestTimeout().toSeconds());
  }

  private void mount(ServiceMetrics metrics, ErrorFormat errors) {
    var gate =
        new RequestGate(
            metrics.registry(),
            config.inFlightMax(),
            // Nobody gains by guessing one, so it need not cost what a secret does.
            UuidCreator::getTimeOrderedEpochFast);
    var failures = new FailureAnswer(router, errors, config);
    ROUTING_FAILURES.forEach(status -> router.errorHandler(status, failures::answer));
    router.route().handler(gate::begin).failureHandler(failures::answer);
    router.get("/health/live").handler(Reply.by(context -> health.askLive()));
    router.get("/health/ready").handler(Reply.by(context -> health.askReady()));
    router.get("/metrics").handler(Reply.by(context -> scrape(metrics)));
    router.route().handler(gate::limit);
    router.route().handler(TimeoutHandler.create(config.requestTimeout().toMillis()));
    router.route().handler(BodyHandler.create(false).setBodyLimit(config.bodyBytesMax()));
  }

  private static Future<Reply> scrape(ServiceMetrics metrics) {
    return Future.succeededFuture(
        Reply.ok(Buffer.buffer(metrics.scrape())).as("text/plain; version=0.0.4; charset=utf-8"));
  }
}
