package dev.accord.registry.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.registry.log.LogRecord;
import dev.accord.registry.log.RecordCodec;
import dev.accord.registry.log.UnreadableRecord;
import dev.accord.registry.schema.SchemaContent;
import dev.accord.registry.subject.RegistryRecord;
import dev.accord.registry.subject.RegistryState;
import dev.accord.registry.subject.Subject;
import dev.accord.registry.subject.SubjectVersion;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What many versions cost; {@code -Daccord.versions=100000} for the long run. */
class RegistrySizeTest {
  private static final Logger LOG = LoggerFactory.getLogger(RegistrySizeTest.class);
  private static final int VERSIONS = Integer.getInteger("accord.versions", 10_000);
  private static final int PER_SUBJECT = 10;

  @Test
  void replaysInTheTimeAndSpaceThatPeopleHave() throws UnreadableRecord {
    var records = new LogRecord[VERSIONS];
    long bytes = 0;
    for (int i = 0; i < VERSIONS; i++) {
      records[i] = record(i);
      bytes += value(records[i]).length;
    }
    long usedBefore = used();
    long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    var state = RegistryState.empty(CompatibilityLevel.BACKWARD);
    for (var record : records) {
      state = state.apply(RecordCodec.decode(record), record.timestamp());
    }
    long cpuMillis =
        (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun) / 1_000_000;
    long kept = used() - usedBefore;
    LOG.warn(
        "{} versions: {} ms CPU to replay, {} bytes a version beside {} bytes of its record",
        VERSIONS,
        cpuMillis,
        kept / VERSIONS,
        bytes / VERSIONS);
    // Also keeps both alive until here.
    assertThat(records).hasSize(VERSIONS);
    assertThat(state.idMax(".")).isEqualTo(VERSIONS);
    assertThat(kept / VERSIONS).isLessThan(2_500);
  }

  private static LogRecord record(int i) {
    var text =
        "{\"type\":\"record\",\"name\":\"Order"
            + i
            + "\",\"namespace\":\"shop.orders\",\"fields\":["
            + "{\"name\":\"orderId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"}},"
            + "{\"name\":\"amount\",\"type\":{\"type\":\"bytes\",\"logicalType\":\"decimal\","
            + "\"precision\":12,\"scale\":2}},{\"name\":\"note\",\"type\":[\"null\",\"string\"],"
            + "\"default\":null}]}";
    var at =
        new SubjectVersion(
            Subject.parse("orders-" + i / PER_SUBJECT + "-value"), 1 + i % PER_SUBJECT);
    var put = new RegistryRecord.SchemaPut(at, i + 1, SchemaContent.of("AVRO", text), false);
    return new LogRecord(i, i, RecordCodec.key(put), RecordCodec.value(put));
  }

  private static byte[] value(LogRecord record) {
    var value = record.value();
    return value == null ? new byte[0] : value;
  }

  private static long used() {
    System.gc();
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
