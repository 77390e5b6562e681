package dev.accord.drills.registry;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.util.HashSet;
import java.util.Set;

/**
 * The way from a node to a broker, which can be made bad. Everything happens on one event loop;
 * calls from elsewhere block until it is done.
 */
final class Link {
  /** How bad it is. */
  enum State {
    /** Bytes pass both ways. */
    OPEN,
    /** Connections break, and none is accepted. */
    CUT,
    /** Connections stay, and nothing passes; what was under way arrives when it opens again. */
    SILENT,
    /** Requests arrive, and answers do not until it opens again. */
    MUTE
  }

  private record Pair(NetSocket near, NetSocket far) {}

  private final Vertx vertx;
  private final NetClient client;
  private final int target;
  private final Set<Pair> pairs = new HashSet<>();
  private State state = State.OPEN;

  /** Leads from one loopback port to another. The Vert.x has one event loop. */
  Link(Vertx vertx, int port, int target) {
    this.vertx = vertx;
    this.target = target;
    this.client = vertx.createNetClient();
    var unused =
        vertx.createNetServer().connectHandler(this::accept).listen(port, "127.0.0.1").await();
  }

  void become(State next) {
    var done = Promise.<Void>promise();
    vertx.runOnContext(
        ignored -> {
          state = next;
          Set.copyOf(pairs).forEach(this::apply);
          done.complete();
        });
    done.future().await();
  }

  private void accept(NetSocket near) {
    if (state == State.CUT) {
      close(near);
      return;
    }
    near.pause();
    client
        .connect(target, "127.0.0.1")
        .onComplete(
            far -> {
              far.pause();
              join(new Pair(near, far));
            },
            failure -> close(near));
  }

  private void join(Pair pair) {
    pairs.add(pair);
    pass(pair.near(), pair.far(), pair);
    pass(pair.far(), pair.near(), pair);
    apply(pair);
  }

  private void pass(NetSocket from, NetSocket to, Pair pair) {
    from.handler(
        bytes -> {
          var unused = to.write(bytes);
        });
    from.closeHandler(
        ignored -> {
          pairs.remove(pair);
          close(to);
        });
    // A close follows every failure.
    from.exceptionHandler(ignored -> pairs.remove(pair));
  }

  private void apply(Pair pair) {
    switch (state) {
      case OPEN -> {
        pair.near().resume();
        pair.far().resume();
      }
      case CUT -> {
        close(pair.near());
        close(pair.far());
      }
      case SILENT -> {
        pair.near().pause();
        pair.far().pause();
      }
      case MUTE -> {
        pair.near().resume();
        pair.far().pause();
      }
    }
  }

  private static void close(NetSocket socket) {
    // Closing what is closed fails, and that is all the same here.
    var unused = socket.close();
  }
}
