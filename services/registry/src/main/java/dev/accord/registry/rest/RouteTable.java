package dev.accord.registry.rest;

import dev.accord.registry.change.Command;
import dev.accord.registry.node.Commits.Committed;
import dev.accord.registry.node.Registry;
import dev.accord.registry.security.Gatekeeper;
import dev.accord.registry.security.Right;
import dev.accord.registry.subject.RegistryState;
import dev.accord.registry.subject.Subject;
import dev.accord.registry.wire.AnswerCache;
import dev.accord.registry.wire.AnswerCache.Answer;
import dev.accord.registry.wire.AnswerCache.Freshness;
import dev.accord.registry.wire.Call;
import dev.accord.registry.wire.Gzip;
import dev.accord.registry.wire.MediaTypes;
import dev.accord.registry.wire.Offsets;
import dev.accord.runtime.http.Reply;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Mounts each route once as it is and once below {@code /contexts/:context}, with HEAD where GET is
 * answered and OPTIONS everywhere.
 */
final class RouteTable {
  private static final String CONTEXT_PREFIX = "/contexts/:context";

  private final Router router;
  private final Registry registry;
  private final Forwarder forwarder;
  private final AnswerCache cache;
  private final Map<String, List<HttpMethod>> methods = new LinkedHashMap<>();

  RouteTable(Router router, Registry registry, Forwarder forwarder, AnswerCache cache) {
    this.router = router;
    this.registry = registry;
    this.forwarder = forwarder;
    this.cache = cache;
  }

  /** A cheap read, answered on the event loop. */
  void read(String path, BiFunction<Call, RegistryState, Object> answer) {
    route(
        Right.READ,
        HttpMethod.GET,
        path,
        call ->
            remembered(
                call,
                Freshness.CHECKED,
                state -> Future.succeededFuture(answer.apply(call, state))));
  }

  /** A read that parses or judges schemas, answered by a worker. */
  void think(HttpMethod method, String path, BiFunction<Call, RegistryState, Object> answer) {
    route(
        Right.READ,
        method,
        path,
        call -> {
          var state = registry.state();
          return registry.think(() -> answer.apply(call, state));
        });
  }

  /** A read that parses schemas only when the request asks for something of their inside. */
  void text(String path, Freshness freshness, BiFunction<Call, RegistryState, Object> answer) {
    route(
        Right.READ,
        HttpMethod.GET,
        path,
        call ->
            remembered(
                call,
                freshness,
                state ->
                    SchemaTexts.needsParsing(call)
                        ? registry.think(() -> answer.apply(call, state))
                        : Future.succeededFuture(answer.apply(call, state))));
  }

  /** The answer that is known for the state, or else one that is known from then on. */
  private Future<Object> remembered(
      Call call, Freshness freshness, Function<RegistryState, Future<Object>> work) {
    var state = registry.state();
    var uri = call.context().request().uri();
    var type = MediaTypes.of(call.context());
    var zip = Gzip.isAskedBy(call.context().request());
    var known = cache.find(state, uri, type, zip);
    return known.isPresent()
        ? Future.succeededFuture(reply(call.context(), known.get()))
        : work.apply(state)
            .map(body -> cache.keep(state, uri, type, zip, freshness, bytes(body)))
            .map(answer -> reply(call.context(), answer));
  }

  /** A change. */
  <T> void change(
      Right right,
      HttpMethod method,
      String path,
      BiFunction<Call, RegistryState, Command<T>> command,
      Function<T, Object> answer) {
    route(
        right,
        method,
        path,
        call ->
            write(
                call,
                () ->
                    registry
                        .change(command.apply(call, registry.state()))
                        .map(committed -> written(call, committed, answer))));
  }

  /** Writes here if this node leads, else where the leader is. */
  Future<Object> write(Call call, Supplier<Future<Object>> here) {
    return registry
        .otherLeader()
        .compose(
            leader ->
                leader.isEmpty()
                    ? here.get()
                    : forwarder.forward(call.context(), leader.get()).map(reply -> reply));
  }

  /** The answer to a change, with the offset that it is at. */
  <T> Object written(Call call, Committed<T> committed, Function<T, Object> answer) {
    return reply(call.context(), answer.apply(committed.answer()))
        .with(Offsets.HEADER, Long.toString(committed.offset()));
  }

  /** Anything else. */
  void route(Right right, HttpMethod method, String path, Function<Call, Future<Object>> answer) {
    alone(right, method, path, answer);
    alone(right, method, path.equals("/") ? CONTEXT_PREFIX : CONTEXT_PREFIX + path, answer);
  }

  /** A route that stands for itself, not within a context. */
  void alone(Right right, HttpMethod method, String path, Function<Call, Future<Object>> answer) {
    methods.computeIfAbsent(path, ignored -> new ArrayList<>()).add(method);
    var route = router.route(method, path);
    if (method.equals(HttpMethod.GET)) {
      var unused = route.method(HttpMethod.HEAD);
    }
    var unused =
        route.handler(
            Reply.by(
                context -> {
                  var call = new Call(context);
                  Gatekeeper.caller(context).require(right, concerned(right, call));
                  return answer.apply(call).map(body -> reply(context, body));
                }));
  }

  /** An alias must not be a way to write where its target is not to be written. */
  private Subject concerned(Right right, Call call) {
    return right == Right.WRITE ? call.subject(registry.state()) : call.scope();
  }

  /** Answers OPTIONS for every path mounted so far. */
  void mountOptions() {
    methods.forEach(
        (path, known) -> {
          var names = new ArrayList<>(known.stream().map(HttpMethod::name).toList());
          if (known.contains(HttpMethod.GET)) {
            names.add("HEAD");
          }
          names.add("OPTIONS");
          var allowed = String.join(",", names);
          var unused =
              router
                  .options(path)
                  .handler(
                      Reply.by(
                          context ->
                              Future.succeededFuture(
                                  Reply.ok(Buffer.buffer(allowed.replace(",", ", ")))
                                      .as("text/plain")
                                      .with("Allow", allowed))));
        });
  }

  private static Reply reply(RoutingContext context, Object body) {
    if (body instanceof Reply reply) {
      return reply;
    }
    var bytes = bytes(body);
    var reply =
        Gzip.pays(bytes) && Gzip.isAskedBy(context.request())
            ? Reply.ok(Gzip.compress(bytes)).with("Content-Encoding", "gzip")
            : Reply.ok(bytes);
    return reply.as(MediaTypes.of(context));
  }

  private static Reply reply(RoutingContext context, Answer answer) {
    var headers = new LinkedHashMap<>(answer.headers());
    var request = context.request();
    if (answer.isKnownTo(request)) {
      return new Reply(304, "", headers, Optional.empty());
    }
    var bytes = answer.bytes();
    if (request.method().equals(HttpMethod.HEAD)) {
      headers.put("Content-Length", Integer.toString(bytes.length()));
      bytes = Buffer.buffer();
    }
    return new Reply(200, answer.type().toString(), headers, Optional.of(bytes));
  }

  private static Buffer bytes(Object body) {
    return body instanceof Buffer buffer ? buffer : Json.encodeToBuffer(body);
  }
}
