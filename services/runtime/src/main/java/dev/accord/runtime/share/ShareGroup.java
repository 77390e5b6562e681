package dev.accord.runtime.share;

import dev.accord.runtime.kafka.KafkaConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** What a share group has to be before its members join; it is the brokers that keep it. */
final class ShareGroup {
  private static final String FEATURE = "share.version";
  private static final String DELIVERIES_MAX = "share.delivery.count.limit";
  private static final int TIMEOUT_SECONDS = 5;

  /** By default a new group begins at the end and sees what transactions took back. */
  private static final Map<String, String> SETTINGS =
      Map.of("share.auto.offset.reset", "earliest", "share.isolation.level", "read_committed");

  private ShareGroup() {}

  /**
   * Sets the group's settings at the brokers. Blocks; may be repeated.
   *
   * @return how often the brokers deliver a record before they give it up
   * @throws UnavailableException if Kafka is away, or is none that has share groups
   */
  static int prepare(KafkaConfig config, String group)
      throws InterruptedException, UnavailableException {
    var settings = new HashMap<String, Object>(config.clientSettings());
    settings.put("bootstrap.servers", config.bootstrapServers());
    settings.put("default.api.timeout.ms", Integer.toString(TIMEOUT_SECONDS * 1000));
    settings.put("request.timeout.ms", Integer.toString(TIMEOUT_SECONDS * 1000));
    try (var admin = Admin.create(settings)) {
      requireShareGroups(admin, config, group);
      return set(admin, new ConfigResource(ConfigResource.Type.GROUP, group));
    } catch (ExecutionException e) {
      throw new UnavailableException(String.valueOf(e.getCause()), e);
    } catch (TimeoutException e) {
      throw new UnavailableException(
          "Kafka at " + config.bootstrapServers() + " does not answer", e);
    }
  }

  private static void requireShareGroups(Admin admin, KafkaConfig config, String group)
      throws InterruptedException, ExecutionException, TimeoutException, UnavailableException {
    var features =
        admin.describeFeatures().featureMetadata().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    var version = features.finalizedFeatures().get(FEATURE);
    if (version == null || version.maxVersionLevel() < 1) {
      throw new UnavailableException(
          "Kafka at "
              + config.bootstrapServers()
              + " has no share groups, and "
              + group
              + " is one: it has to be 4.2 or newer, with feature "
              + FEATURE
              + "=1 (kafka-features.sh upgrade), or the service has to read in order",
          null);
    }
  }

  private static int set(Admin admin, ConfigResource group)
      throws InterruptedException, ExecutionException, TimeoutException {
    var changes =
        SETTINGS.entrySet().stream()
            .map(setting -> new ConfigEntry(setting.getKey(), setting.getValue()))
            .map(setting -> new AlterConfigOp(setting, AlterConfigOp.OpType.SET))
            .toList();
    admin
        .incrementalAlterConfigs(Map.of(group, changes))
        .all()
        .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    var described = admin.describeConfigs(List.of(group)).all();
    var now = described.get(TIMEOUT_SECONDS, TimeUnit.SECONDS).values().iterator().next();
    return Integer.parseInt(now.get(DELIVERIES_MAX).value());
  }
}
