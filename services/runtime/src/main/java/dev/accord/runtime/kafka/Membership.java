package dev.accord.runtime.kafka;

import io.vertx.core.Future;
import java.util.Optional;

/** One member of a group that reads topics. Every method may be called from any thread. */
public interface Membership {
  /** Why this member makes no progress, as one sentence; empty if it does. */
  Optional<String> trouble();

  /** That it is stuck and will not get on by itself, as one sentence; empty if it is not. */
  Optional<String> stall();

  /** Records taken and not accounted for. */
  long unfinished();

  /** Records not taken yet, where known. */
  long lag();

  /** Leaves the group in order. Idempotent. */
  Future<Void> close();
}
