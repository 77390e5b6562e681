package dev.accord.runtime.outbox;

import dev.accord.event.Event;
import dev.accord.runtime.event.EventEncoder;
import dev.accord.runtime.event.EventType;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the schema id of every declared event once, however long the registry is away. */
final class SchemaResolution {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaResolution.class);
  private static final Duration WAIT_MIN = Duration.ofMillis(100);
  private static final Duration WAIT_MAX = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final EventEncoder encoder;
  private final List<EventType<?>> types;
  private volatile String trouble = "schema ids are not resolved yet";
  private volatile boolean closed;

  SchemaResolution(Vertx vertx, EventEncoder encoder, List<EventType<?>> types) {
    this.vertx = vertx;
    this.encoder = encoder;
    this.types = types;
  }

  /** Completes when every type can be encoded, or never. */
  Future<Void> run() {
    var resolved = Future.<Void>succeededFuture();
    for (var type : types) {
      resolved = resolved.compose(ignored -> resolve(type, WAIT_MIN));
    }
    return resolved.onSuccess(ignored -> trouble = "");
  }

  private Future<Void> resolve(EventType<?> type, Duration wait) {
    return vertx
        .<Void>executeBlocking(
            () -> {
              encoder.resolve(type);
              return null;
            })
        .recover(failure -> retry(type, wait, failure));
  }

  private Future<Void> retry(EventType<?> type, Duration wait, Throwable failure) {
    if (closed) {
      return Future.failedFuture(failure);
    }
    var told = reason(type, failure);
    if (!told.equals(trouble)) {
      LOG.warn("{}; trying again", told);
    }
    trouble = told;
    var twice = wait.multipliedBy(2);
    return vertx
        .timer(wait.toMillis(), TimeUnit.MILLISECONDS)
        .compose(ignored -> resolve(type, twice.compareTo(WAIT_MAX) > 0 ? WAIT_MAX : twice));
  }

  private static String reason(EventType<?> type, Throwable failure) {
    return failure instanceof RestClientException
        ? "the registry does not know "
            + type.subject()
            + " as this service was built with (run accord apply): "
            + failure.getMessage()
        : "the schema registry is away: " + failure.getMessage();
  }

  boolean declares(Event event) {
    return types.stream().anyMatch(type -> type.type() == event.getClass());
  }

  Optional<String> trouble() {
    return trouble.isEmpty() ? Optional.empty() : Optional.of(trouble);
  }

  void close() {
    closed = true;
  }
}
