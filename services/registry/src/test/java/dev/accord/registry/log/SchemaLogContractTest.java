package dev.accord.registry.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accord.registry.schema.SchemaContent;
import dev.accord.registry.subject.RegistryRecord;
import dev.accord.registry.subject.Subject;
import dev.accord.registry.subject.SubjectVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every {@link SchemaLog} promises. */
abstract class SchemaLogContractTest {
  private final List<SchemaLog> opened = new ArrayList<>();

  /** Another log on the same, initially empty, topic of this test. */
  abstract SchemaLog another();

  @AfterEach
  void closeAll() {
    opened.forEach(SchemaLog::close);
  }

  @Test
  void anEmptyLogEndsWhereItBegins() throws Exception {
    var log = open();
    assertThat(log.end()).isZero();
    assertThat(log.poll(Duration.ZERO)).isEmpty();
  }

  @Test
  void recordsAreReadInOrderByEveryReader() throws Exception {
    var writer = open();
    writer.claim();
    long first = writer.append(List.of(schema(1), schema(2)));
    long second = writer.append(List.of(schema(3)));
    assertThat(second).isGreaterThan(first);

    for (var reader : List.of(writer, open())) {
      var read = readThrough(second, reader);
      assertThat(read.stream().map(SchemaLogContractTest::version)).containsExactly(1, 2, 3);
      assertThat(read.get(1).offset()).isEqualTo(first);
      assertThat(read.get(2).offset()).isEqualTo(second);
      assertThat(read.get(2).timestamp()).isPositive();
      assertThat(reader.position()).isGreaterThan(second);
    }
  }

  @Test
  void theEndIsBehindEveryAppendThatHasReturned() throws Exception {
    var writer = open();
    var reader = open();
    writer.claim();
    for (int version = 1; version <= 30; version++) {
      var last = writer.append(List.of(schema(version)));
      assertThat(reader.end()).isGreaterThan(last);
    }
  }

  @Test
  void whatWasAppendedIsHeld() throws Exception {
    var log = open();
    log.claim();
    long first = log.append(List.of(schema(1), schema(2)));
    assertThat(readThrough(first, log)).hasSize(2);
    assertThat(log.holds(first)).isTrue();
    assertThat(log.holds(first - 1)).isTrue();
  }

  @Test
  void aTombstoneHasNoValue() throws Exception {
    var log = open();
    log.claim();
    var offset = log.append(List.of(new RegistryRecord.SchemaRemoved(at(1))));
    assertThat(offset).isNotNegative();
    assertThat(readThrough(offset, log).get(0).value()).isNull();
  }

  @Test
  void whoHasNotClaimedCannotAppend() throws Exception {
    var log = open();
    assertThatThrownBy(() -> log.append(List.of(schema(1))))
        .isInstanceOf(LogException.Fenced.class);
  }

  @Test
  void aWriterThatLostItsClaimCanNeverAppendAgain() throws Exception {
    var old = open();
    old.claim();
    assertThat(old.append(List.of(schema(1)))).isNotNegative();
    var young = open();
    young.claim();

    assertThatThrownBy(() -> old.append(List.of(schema(2))))
        .isInstanceOf(LogException.Fenced.class);
    var last = young.append(List.of(schema(3)));
    assertThatThrownBy(() -> old.append(List.of(schema(4))))
        .isInstanceOf(LogException.Fenced.class);
    assertThat(readThrough(last, open()).stream().map(SchemaLogContractTest::version))
        .containsExactly(1, 3);
  }

  @Test
  void aLostClaimCanBeTakenBack() throws Exception {
    var one = open();
    var other = open();
    one.claim();
    other.claim();
    one.claim();
    assertThat(one.append(List.of(schema(1)))).isNotNegative();
    assertThatThrownBy(() -> other.append(List.of(schema(2))))
        .isInstanceOf(LogException.Fenced.class);
  }

  final SchemaLog open() throws LogException {
    var log = another();
    opened.add(log);
    log.open();
    return log;
  }

  /**
   * Reads on until the record at an offset has been read. Not until {@link SchemaLog#end}: an
   * append that has returned may become readable a moment later.
   */
  static List<LogRecord> readThrough(long offset, SchemaLog log) throws LogException {
    var found = new ArrayList<LogRecord>();
    while (log.position() <= offset) {
      found.addAll(log.poll(Duration.ofMillis(100)));
    }
    return found;
  }

  private static int version(LogRecord record) {
    try {
      return ((RegistryRecord.SchemaPut) RecordCodec.decode(record)).at().version();
    } catch (UnreadableRecord e) {
      throw new AssertionError(e);
    }
  }

  private static SubjectVersion at(int version) {
    return new SubjectVersion(Subject.parse("s"), version);
  }

  static RegistryRecord schema(int version) {
    return new RegistryRecord.SchemaPut(
        at(version), version, SchemaContent.of("AVRO", "\"string\""), false);
  }
}
