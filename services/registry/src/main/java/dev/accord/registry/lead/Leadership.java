package dev.accord.registry.lead;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who leads, as far as this node knows. Usable from any thread. */
public final class Leadership {
  private final List<Promise<Void>> waiting = new ArrayList<>();
  private final List<Consumer<URI>> listeners = new CopyOnWriteArrayList<>();
  private @Nullable URI leader;
  private boolean own;

  /** Where the leader is; empty if it is not known. */
  public synchronized Optional<URI> leader() {
    return Optional.ofNullable(leader);
  }

  /** Whether it is this node. */
  public synchronized boolean isOwn() {
    return own;
  }

  /** Completes when a leader is known; perhaps at once, perhaps never. */
  public synchronized Future<Void> known() {
    if (leader != null) {
      return Future.succeededFuture();
    }
    var promise = Promise.<Void>promise();
    waiting.add(promise);
    return promise.future();
  }

  /** Tells each time that somebody is said to lead, on the thread that says so. */
  public void onLeader(Consumer<URI> listener) {
    listeners.add(listener);
  }

  /** Somebody leads. */
  public void set(URI newLeader, boolean isOwn) {
    List<Promise<Void>> reached;
    synchronized (this) {
      leader = newLeader;
      own = isOwn;
      reached = List.copyOf(waiting);
      waiting.clear();
    }
    reached.forEach(promise -> promise.tryComplete());
    listeners.forEach(listener -> listener.accept(newLeader));
  }

  /** Nobody leads, or this node has lost sight of the others. */
  public synchronized void clear() {
    leader = null;
    own = false;
  }
}
