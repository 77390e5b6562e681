package dev.accord.stack.service;

import dev.accord.embedded.KafkaBroker;
import dev.accord.registry.RegistryConfig;
import dev.accord.registry.RegistryVerticle;
import dev.accord.runtime.launch.Launcher;
import dev.accord.runtime.launch.Lifetime;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.net.URI;
import java.nio.file.Path;

/** A registry node that brings its broker along, in the same process. The data stay in a folder. */
public final class LaptopRegistry extends VerticleBase implements Launcher.Reachable {
  private final RegistryConfig config;
  private final Path folder;
  private final Lifetime lifetime = new Lifetime();
  private RegistryVerticle node;

  /** Starts nothing yet. */
  public LaptopRegistry(RegistryConfig config, Path folder) {
    this.config = config;
    this.folder = folder;
    this.node = new RegistryVerticle(config);
  }

  @Override
  public Future<?> start() {
    return vertx
        .executeBlocking(() -> KafkaBroker.start(folder))
        .compose(
            broker -> {
              lifetime.keep("Kafka", broker, () -> closeOffLoop(broker));
              node = new RegistryVerticle(config.on(broker.bootstrapServers()));
              return vertx.deployVerticle(node);
            })
        .recover(lifetime::endAfter);
  }

  private Future<Void> closeOffLoop(KafkaBroker broker) {
    return vertx.executeBlocking(
        () -> {
          broker.close();
          return null;
        });
  }

  /** Vert.x has stopped the node by then: what a verticle deployed stops before it does. */
  @Override
  public Future<?> stop() {
    return lifetime.end();
  }

  @Override
  public URI url() {
    return node.url();
  }
}
