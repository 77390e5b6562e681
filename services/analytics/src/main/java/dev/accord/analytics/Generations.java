package dev.accord.analytics;

import dev.accord.runtime.inbox.Inbox;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a subscription for each generation that is to be kept up to date: the live one, and one that
 * is being built. Every instance looks at the table of generations and does the same. One event
 * loop.
 */
final class Generations {
  private static final Logger LOG = LoggerFactory.getLogger(Generations.class);
  private static final long LOOK_MILLIS = 250;

  private final Vertx vertx;
  private final Rebuild rebuild;
  private final IntFunction<Future<Inbox>> subscribe;
  private final Map<Integer, Inbox> running = new HashMap<>();
  private final Promise<Void> idle = Promise.promise();
  private Future<Void> looked = Future.failedFuture("the views are not subscribed yet");
  private long timer = -1;
  private boolean looking;
  private boolean closing;

  Generations(Vertx vertx, Rebuild rebuild, IntFunction<Future<Inbox>> subscribe) {
    this.vertx = vertx;
    this.rebuild = rebuild;
    this.subscribe = subscribe;
  }

  void start() {
    timer = vertx.setPeriodic(LOOK_MILLIS, ignored -> look());
    look();
  }

  /** For {@code /health/ready}: fails if the live generation is not kept up to date. */
  Future<Void> ready() {
    return looked.compose(
        ignored -> Future.join(running.values().stream().map(Inbox::ready).toList()).mapEmpty());
  }

  Future<Void> close() {
    closing = true;
    vertx.cancelTimer(timer);
    if (!looking) {
      idle.tryComplete();
    }
    return idle.future().compose(ignored -> keepOnly(List.of()));
  }

  private void look() {
    if (looking || closing) {
      return;
    }
    looking = true;
    rebuild
        .wanted()
        .compose(wanted -> keepOnly(wanted).compose(ignored -> startMissing(wanted)))
        .compose(ignored -> rebuild.judge())
        .onFailure(e -> LOG.warn("cannot look after the views: {}", e.getMessage()))
        .onComplete(
            look -> {
              looking = false;
              looked =
                  look.succeeded() ? Future.succeededFuture() : Future.failedFuture(look.cause());
              if (closing) {
                idle.tryComplete();
              }
            });
  }

  private Future<Void> keepOnly(List<Integer> wanted) {
    var closed = new ArrayList<Future<Void>>();
    running
        .entrySet()
        .removeIf(
            generation -> {
              if (wanted.contains(generation.getKey())) {
                return false;
              }
              closed.add(generation.getValue().close());
              return true;
            });
    return closed.isEmpty() ? Future.succeededFuture() : Future.join(closed).mapEmpty();
  }

  private Future<Void> startMissing(List<Integer> wanted) {
    var started = Future.<Void>succeededFuture();
    for (int generation : wanted) {
      if (!running.containsKey(generation)) {
        started =
            started
                .compose(ignored -> subscribe.apply(generation))
                .map(
                    inbox -> {
                      running.put(generation, inbox);
                      return null;
                    });
      }
    }
    return started;
  }
}
