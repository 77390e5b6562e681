package dev.accord.runtime.launch;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;

/**
 * Runs a verticle, and stops it in order while it still starts too: it may wait for its database,
 * and hold a place among others already. Vert.x asks only what has started to stop.
 */
final class Starting extends VerticleBase {
  private final VerticleBase verticle;
  private final CompletableFuture<Context> begun = new CompletableFuture<>();

  // Used on the event loop alone.
  private boolean started;

  Starting(VerticleBase verticle) {
    this.verticle = verticle;
  }

  @Override
  public void init(Vertx vertx, Context context) {
    super.init(vertx, context);
    verticle.init(vertx, context);
  }

  @Override
  public Future<?> start() throws Exception {
    begun.complete(context);
    return verticle.start().onSuccess(ready -> started = true);
  }

  @Override
  public Future<?> stop() throws Exception {
    return verticle.stop();
  }

  /** Stops what has begun to start and has not ended that; from any thread. */
  Future<Void> giveUp() {
    var here = begun.getNow(null);
    if (here == null) {
      return Future.succeededFuture();
    }
    var stopped = Promise.<Void>promise();
    here.runOnContext(ignored -> stopUnlessStarted().<Void>mapEmpty().onComplete(stopped));
    return stopped.future();
  }

  private Future<?> stopUnlessStarted() {
    try {
      return started ? Future.succeededFuture() : verticle.stop();
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }
}
