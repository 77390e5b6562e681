package dev.accord.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.runtime.launch.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistryConfigTest {
  @Test
  void withoutSettingsItIsForThisMachine() {
    var config = read(Map.of());
    assertThat(config).isEqualTo(RegistryConfig.onPort(8081, "127.0.0.1:9092"));
  }

  @Test
  void readsWhatConfluentsServerCallsTheSame() {
    var config =
        read(
            Map.of(
                "listeners", "http://127.0.0.2:8085",
                "host.name", "registry-1.example",
                "inter.instance.protocol", "https",
                "kafkastore.bootstrap.servers", "SASL_SSL://broker:9093",
                "kafkastore.topic", "_contracts",
                "kafkastore.timeout.ms", "750",
                "schema.registry.group.id", "contracts",
                "schema.compatibility.level", "FULL_TRANSITIVE",
                "kafkastore.security.protocol", "SASL_SSL",
                "kafkastore.sasl.mechanism", "PLAIN"));
    assertThat(config.http().host()).isEqualTo("127.0.0.2");
    assertThat(config.http().port()).isEqualTo(8085);
    assertThat(config.advertisedUrl()).isEqualTo("https://registry-1.example:8085");
    assertThat(config.election().group()).isEqualTo("contracts");
    assertThat(config.level()).isEqualTo(CompatibilityLevel.FULL_TRANSITIVE);
    var log = config.log();
    assertThat(log.bootstrapServers()).isEqualTo("SASL_SSL://broker:9093");
    assertThat(log.topic()).isEqualTo("_contracts");
    assertThat(log.timeout()).isEqualTo(Duration.ofMillis(750));
    assertThat(log.client())
        .isEqualTo(Map.of("security.protocol", "SASL_SSL", "sasl.mechanism", "PLAIN"));
  }

  @Test
  void oursWinOverConfluents() {
    var config =
        read(
            Map.of(
                "listen", "[::1]:1",
                "listeners", "http://127.0.0.1:2",
                "kafka", "one:1",
                "kafkastore.bootstrap.servers", "two:2",
                "registry.compatibility", "none",
                "schema.compatibility.level", "full"));
    assertThat(config.http().host()).isEqualTo("::1");
    assertThat(config.http().port()).isEqualTo(1);
    assertThat(config.log().bootstrapServers()).isEqualTo("one:1");
    assertThat(config.level()).isEqualTo(CompatibilityLevel.NONE);
  }

  @Test
  void saysWhatItCannotFollow() {
    refused(Map.of("listeners", "http://127.0.0.1:1,http://127.0.0.1:2"), "listens on one");
    refused(Map.of("listeners", "https://127.0.0.1:8081"), "tls.key-file");
    refused(Map.of("listen", "nowhere"), "HOST:PORT");
    refused(Map.of("schema.compatibility.level", "sideways"), "full_transitive");
    refused(Map.of("host.name", "here", "listen", "127.0.0.1:0"), "host.name needs a port");
    refused(Map.of("listen", "0.0.0.0:8081"), "--auth.anonymous-allowed");
    refused(Map.of("kafkastore.topik", "x"), "did you mean \"kafkastore.topic\"?");
    refused(
        Map.of("kafkastore.ssl.keystore.locatoin", "x"),
        "did you mean \"kafkastore.ssl.keystore.location\"?");
  }

  private static void refused(Map<String, String> given, String wayOut) {
    assertThatThrownBy(() -> read(given)).hasMessageContaining(wayOut);
  }

  private static RegistryConfig read(Map<String, String> given) {
    var settings = Settings.of(given);
    var config = RegistryConfig.from(settings);
    settings.check();
    return config;
  }
}
