package dev.accord.runtime.service;

import dev.accord.runtime.http.HttpConfig;
import dev.accord.runtime.inbox.InboxConfig;
import dev.accord.runtime.kafka.KafkaConfig;
import dev.accord.runtime.launch.Settings;
import dev.accord.runtime.outbox.OutboxConfig;
import dev.accord.runtime.sql.DatabaseConfig;

/** The settings that every service has. */
public record ServiceConfig(
    String name,
    HttpConfig http,
    DatabaseConfig database,
    KafkaConfig kafka,
    OutboxConfig outbox,
    InboxConfig inbox) {

  /**
   * Reads them; the service's name is the default of its role, schema, source and group.
   *
   * @param port where it listens unless told otherwise
   */
  public static ServiceConfig from(Settings settings, String name, int port) {
    return from(settings, name, port, 1);
  }

  /**
   * As {@link #from(Settings, String, int)} for a service that competes with itself.
   *
   * @param members of its consumer group in one instance, unless told otherwise
   */
  public static ServiceConfig from(Settings settings, String name, int port, int members) {
    return new ServiceConfig(
        name,
        HttpConfig.from(settings, port),
        DatabaseConfig.from(settings, name),
        KafkaConfig.from(settings),
        OutboxConfig.from(settings, name),
        InboxConfig.from(settings, name, members));
  }
}
