package dev.accord.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;

/**
 * A broker as a process of its own: {@code FOLDER PORT [KEY=VALUE ...]} with settings of Kafka's in
 * place of the usual ones. Runs until the process is stopped.
 */
public final class BrokerMain {
  private BrokerMain() {}

  /** Starts it. */
  public static void main(String[] args) throws IOException {
    if (args.length < 2) {
      throw new IllegalArgumentException("usage: FOLDER PORT [KEY=VALUE ...]");
    }
    var settings = new HashMap<String, String>();
    for (var setting : List.of(args).subList(2, args.length)) {
      int equals = setting.indexOf('=');
      settings.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    var broker = KafkaBroker.start(Path.of(args[0]), Integer.parseInt(args[1]), settings);
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop"));
  }
}
