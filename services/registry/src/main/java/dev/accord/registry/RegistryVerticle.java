package dev.accord.registry;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.accord.registry.language.SchemaLimits;
import dev.accord.registry.language.SchemaTypes;
import dev.accord.registry.lead.KafkaElection;
import dev.accord.registry.lead.Leadership;
import dev.accord.registry.log.KafkaLogConfig;
import dev.accord.registry.log.KafkaSchemaLog;
import dev.accord.registry.log.SchemaLog;
import dev.accord.registry.node.Commits;
import dev.accord.registry.node.NodeMeters;
import dev.accord.registry.node.Registry;
import dev.accord.registry.node.Replica;
import dev.accord.registry.rest.RegistryRoutes;
import dev.accord.registry.rest.ServerIdentity;
import dev.accord.registry.security.Encryption;
import dev.accord.registry.security.Gatekeeper;
import dev.accord.registry.subject.RegistryState;
import dev.accord.registry.wire.AccessLog;
import dev.accord.registry.wire.AnswerCache;
import dev.accord.registry.wire.RegistryErrors;
import dev.accord.runtime.http.HttpEdge;
import dev.accord.runtime.http.ServiceMetrics;
import dev.accord.runtime.launch.Launcher;
import dev.accord.runtime.launch.Lifetime;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A node of the registry. It listens at once, so that probes are answered; its start completes when
 * it has read the log, for which it waits as long as Kafka is away.
 */
public final class RegistryVerticle extends VerticleBase implements Launcher.Reachable {
  private static final int CONNECTIONS_MAX = 200;

  private final RegistryConfig config;
  private final Function<KafkaLogConfig, SchemaLog> logs;
  private final Lifetime lifetime = new Lifetime();
  private @Nullable HttpEdge edge;

  /** A node that reads from and writes to Kafka once it is deployed. */
  public RegistryVerticle(RegistryConfig config) {
    this(config, KafkaSchemaLog::new);
  }

  /** A node with another log. */
  public RegistryVerticle(RegistryConfig config, Function<KafkaLogConfig, SchemaLog> logs) {
    this.config = config;
    this.logs = logs;
  }

  @Override
  public Future<?> start() {
    var metrics = ServiceMetrics.of("registry");
    var log = logs.apply(config.log());
    var replica = new Replica(log, RegistryState.empty(config.level()), config.staleAfter());
    var commits = new Commits(log, replica, config.log().timeout().multipliedBy(2));
    NodeMeters.bind(metrics.registry(), replica, commits);
    var unusedNode =
        lifetime.keep("node", commits, () -> close(List.of(commits, replica, log, metrics)));
    // Kafka's client is as much to load as everything else: on a core of its own.
    var caughtUp = replica.start();
    var leadership = new Leadership();
    var registry =
        new Registry(vertx, replica, commits, leadership, config.http().requestTimeout());
    return listen(registry, metrics, log)
        .compose(
            listening -> {
              listening.health().live("log", () -> readsOn(replica));
              listening.health().ready("log", () -> readable(replica));
              // Without a leader reads go on, so it is shown and does not count.
              listening.health().ready("leader", () -> shown(leadership));
              return caughtUp;
            })
        .compose(
            ignored -> {
              commits.start();
              takePart(leadership, commits, replica);
              return leadership.known();
            })
        .recover(lifetime::endAfter);
  }

  private Future<HttpEdge> listen(Registry registry, ServiceMetrics metrics, SchemaLog log) {
    var encryption = new Encryption(config.security());
    var hits = metrics.registry().counter("registry.answers.cached");
    var cache = new AnswerCache(registry, hits, UuidCreator::getTimeOrderedEpochFast);
    var setup = new HttpEdge.Setup(encryption::server, front(cache));
    var listening = HttpEdge.create(vertx, config.http(), metrics, new RegistryErrors(), setup);
    edge = listening;
    if (config.accessLog()) {
      var accesses = new AccessLog(Clock.systemUTC());
      var unused = listening.router().route().order(-1).handler(accesses::watch);
    }
    var routes =
        new RegistryRoutes(
            registry,
            new SchemaTypes(SchemaLimits.DEFAULT),
            new ServerIdentity(log::clusterId, config.election().group()),
            cache,
            vertx.createHttpClient(encryption.client(), toLeader()));
    return encryption
        .check(vertx)
        .compose(ignored -> Gatekeeper.open(vertx, config.security(), secret(), Clock.systemUTC()))
        .compose(
            gatekeeper -> {
              routes.mount(listening.router(), gatekeeper);
              return listening.listen();
            })
        .map(ignored -> lifetime.keep("http", listening, listening::close));
  }

  /** Writes that come at once go on at once, so that the leader can group them. */
  private PoolOptions toLeader() {
    return new PoolOptions()
        .setHttp1MaxSize(Math.min(CONNECTIONS_MAX, config.http().inFlightMax()));
  }

  private static Future<String> shown(Leadership leadership) {
    return Future.succeededFuture(leadership.leader().map(URI::toString).orElse("unknown"));
  }

  /** What needs a name, or a line in the log, passes the routes; the cache serves there too. */
  private UnaryOperator<Handler<HttpServerRequest>> front(AnswerCache cache) {
    return config.security().asksForCredentials() || config.accessLog()
        ? UnaryOperator.identity()
        : cache::before;
  }

  private static byte[] secret() {
    var bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private static Future<Void> readable(Replica replica) {
    return replica.refusal().map(Future::<Void>failedFuture).orElseGet(Future::succeededFuture);
  }

  /** Only a restart helps a node that has stopped reading. */
  private static Future<Void> readsOn(Replica replica) {
    return replica.defect().isComplete() ? replica.defect() : Future.succeededFuture();
  }

  private void takePart(Leadership leadership, Commits commits, Replica replica) {
    var advertised = config.advertisedUrl();
    var election =
        new KafkaElection(
            config.log(),
            config.election(),
            UuidCreator.getTimeOrderedEpoch().toString(),
            advertised.isEmpty() ? url() : URI.create(advertised),
            leadership,
            commits,
            commits::isFenced);
    var unused = lifetime.keep("election", election, () -> close(List.of(election)));
    election.start();
    // Who no longer reads must not lead: the others elect at once.
    var unusedToo =
        replica
            .defect()
            .recover(defect -> close(List.of(election)))
            .onSuccess(
                left -> {
                  commits.follow();
                  leadership.clear();
                });
  }

  private Future<Void> close(List<? extends AutoCloseable> inOrder) {
    return vertx.executeBlocking(
        () -> {
          for (var part : inOrder) {
            part.close();
          }
          return null;
        });
  }

  @Override
  public Future<?> stop() {
    return lifetime.end();
  }

  /** Where it listens. */
  @Override
  public URI url() {
    if (edge == null) {
      throw new IllegalStateException("the registry has not been started");
    }
    return edge.url();
  }
}
