package dev.accord.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** A broker as a process of its own: {@code FOLDER PORT}. Runs until the process is stopped. */
public final class BrokerMain {
  private BrokerMain() {}

  /** Starts it. */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      throw new IllegalArgumentException("usage: FOLDER PORT");
    }
    var broker = KafkaBroker.start(Path.of(args[0]), Integer.parseInt(args[1]));
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop"));
  }
}
