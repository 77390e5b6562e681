package dev.accord.registry.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.registry.lead.Leadership;
import dev.accord.registry.log.InMemorySchemaLog;
import dev.accord.registry.node.Commits;
import dev.accord.registry.node.Registry;
import dev.accord.registry.node.Replica;
import dev.accord.registry.subject.RegistryState;
import dev.accord.runtime.http.Reply;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A follower whose leader takes requests and never answers. */
class ForwarderTest {
  private static final int REQUESTS = 20;
  private static final String LOCAL = "127.0.0.1";
  private static final PoolOptions MANY = new PoolOptions().setHttp1MaxSize(REQUESTS);

  private final Vertx vertx = Vertx.vertx();
  private final Queue<Throwable> unhandled = new ConcurrentLinkedQueue<>();
  private final Leadership leadership = new Leadership();

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @Test
  void whatAFormerLeaderHasNotAnsweredIsLetGo() throws Exception {
    vertx.exceptionHandler(unhandled::add);
    var arrived = new CountDownLatch(REQUESTS);
    var silent =
        vertx.createHttpServer().requestHandler(request -> arrived.countDown()).listen(0, LOCAL);
    var leader = URI.create("http://" + LOCAL + ":" + silent.await().actualPort());
    leadership.set(leader, false);
    var follower = new Follower(leader);
    assertThat(vertx.deployVerticle(follower).await()).isNotNull();
    var answers = new ArrayList<Future<Integer>>();
    var client = vertx.createHttpClient(MANY);
    for (int i = 0; i < REQUESTS; i++) {
      answers.add(
          client
              .request(HttpMethod.POST, follower.port, LOCAL, "/")
              .compose(request -> request.send("{}"))
              .map(HttpClientResponse::statusCode));
    }
    assertThat(arrived.await(1, TimeUnit.MINUTES)).isTrue();
    assertThat(answers).noneMatch(Future::isComplete);

    leadership.set(URI.create("http://elsewhere:1"), false);
    assertThat(Future.all(answers).await(1, TimeUnit.MINUTES).<Integer>list())
        .hasSize(REQUESTS)
        .containsOnly(500);
    assertThat(unhandled).isEmpty();
  }

  private Registry registry() {
    var log = new InMemorySchemaLog(new InMemorySchemaLog.Topic(Clock.systemUTC()));
    var empty = RegistryState.empty(CompatibilityLevel.BACKWARD);
    var replica = new Replica(log, empty, Duration.ofSeconds(30));
    var commits = new Commits(log, replica, Duration.ofSeconds(30));
    return new Registry(vertx, replica, commits, leadership, Duration.ofMinutes(4));
  }

  /** Hands every request on. */
  private final class Follower extends VerticleBase {
    private final URI leader;
    private int port;

    Follower(URI leader) {
      this.leader = leader;
    }

    @Override
    public Future<?> start() {
      var forwarder = new Forwarder(vertx.createHttpClient(MANY), registry());
      var router = Router.router(vertx);
      var unused =
          router
              .route()
              .handler(BodyHandler.create(false))
              .handler(context -> answer(context, forwarder.forward(context, leader)));
      return vertx
          .createHttpServer()
          .requestHandler(router)
          .listen(0, LOCAL)
          .onSuccess(server -> port = server.actualPort());
    }

    private void answer(RoutingContext context, Future<Reply> reply) {
      var unused =
          reply.onComplete(
              done -> context.end(), failure -> context.response().setStatusCode(500).end());
    }
  }
}
