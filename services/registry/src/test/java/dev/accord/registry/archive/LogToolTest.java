package dev.accord.registry.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accord.embedded.KafkaBroker;
import dev.accord.registry.log.KafkaLogConfig;
import dev.accord.registry.log.LogRecord;
import dev.accord.registry.log.RecordedTopic;
import dev.accord.runtime.launch.Launcher;
import dev.accord.runtime.launch.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogToolTest {
  private static KafkaBroker broker;
  @TempDir private Path folder;

  @BeforeAll
  static void startBroker(@TempDir Path dataDir) throws Exception {
    broker = KafkaBroker.start(dataDir);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  // Release 7.9.9 removed a version that a soft-deleted one refers to; 8.3.1 refuses to.
  @ParameterizedTest
  @CsvSource({"7.9.9, 1", "8.3.1, 0"})
  void aRecordedTopicIsRestoredAndDumpedByteForByte(String release, int faults) throws Exception {
    var records = RecordedTopic.of(release).lines().stream().map(RecordedTopic.Line::record);
    var lines = records.map(LogLine::write).toList();
    var dump = Files.write(folder.resolve("dump"), lines);
    var topic = "restored-" + release;

    var restored = run(LogTool::restore, topic, "input", dump.toString());
    assertThat(restored.text()).contains(lines.size() + " records restored to topic " + topic);
    assertThat(withoutOffsets(run(LogTool::dump, topic).text().lines().toList()))
        .isEqualTo(withoutOffsets(lines));
    assertThat(run(LogTool::dump, topic, "format", "text").text()).contains("\"keytype\":\"NOOP\"");
    var verified = run(LogTool::verify, topic);
    assertThat(verified.text()).endsWith("records: " + lines.size() + ", faults: " + faults + "\n");
    assertThat(verified.exitCode()).isEqualTo(faults == 0 ? 0 : 1);
    assertThatThrownBy(() -> run(LogTool::restore, topic, "input", dump.toString()))
        .hasMessageContaining(topic + " is not empty")
        .hasMessageContaining("--registry.topic");
  }

  @Test
  void bytesThatAreNoTextSurvive() throws Exception {
    var record = new LogRecord(0, 7, new byte[] {(byte) 0xFF, 0}, new byte[] {(byte) 0xC3});
    var dump = Files.writeString(folder.resolve("dump"), LogLine.write(record));
    var restored = run(LogTool::restore, "bytes", "input", dump.toString());
    assertThat(restored.exitCode()).isZero();
    assertThat(run(LogTool::dump, "bytes").text().strip()).isEqualTo(LogLine.write(record));
    var verified = run(LogTool::verify, "bytes");
    assertThat(verified.exitCode()).isEqualTo(1);
    assertThat(verified.text()).startsWith("offset 0: ").contains("[UNREADABLE_RECORD]");
  }

  @Test
  void aTopicThatWouldForgetIsReadAllTheSameAndTold() throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      var forgetful = new NewTopic("forgetful", 1, (short) 1);
      admin.createTopics(List.of(forgetful)).all().get(1, TimeUnit.MINUTES);
    }
    var verified = run(LogTool::verify, "forgetful", "format", "json");
    assertThat(verified.exitCode()).isEqualTo(1);
    assertThat(verified.text()).startsWith("{\"rule\":\"TOPIC_UNFIT\",\"offset\":-1,");
    assertThat(run(LogTool::dump, "forgetful")).isEqualTo(new Outcome(0, ""));
  }

  @Test
  void saysWhichLineOrTopicIsWrong() throws Exception {
    var dump = Files.write(folder.resolve("dump"), List.of("{\"offset\":0,\"timestamp\":0}", "x"));
    assertThatThrownBy(() -> run(LogTool::restore, "t", "input", dump.toString()))
        .hasMessageContaining("line 2");
    assertThatThrownBy(() -> run(LogTool::dump, "nowhere"))
        .hasMessageContaining("there is no topic nowhere");
  }

  private static List<String> withoutOffsets(List<String> lines) {
    return lines.stream().map(line -> line.replaceFirst("\"offset\":\\d+,", "")).toList();
  }

  private record Outcome(int exitCode, String text) {}

  private static Outcome run(
      BiFunction<KafkaLogConfig, Settings, Launcher.Task> tool, String topic, String... setting)
      throws Exception {
    var settings = Settings.of(setting.length == 0 ? Map.of() : Map.of(setting[0], setting[1]));
    var config =
        new KafkaLogConfig(broker.bootstrapServers(), topic, 1, Duration.ofSeconds(10), Map.of());
    var task = tool.apply(config, settings);
    settings.check();
    var bytes = new ByteArrayOutputStream();
    var exitCode = task.run(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return new Outcome(exitCode, bytes.toString(StandardCharsets.UTF_8));
  }
}
