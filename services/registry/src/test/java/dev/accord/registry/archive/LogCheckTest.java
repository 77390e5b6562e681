package dev.accord.registry.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.accord.registry.archive.LogCheck.Fault;
import dev.accord.registry.archive.LogCheck.Rule;
import dev.accord.registry.log.LogRecord;
import dev.accord.registry.log.RecordCodec;
import dev.accord.registry.schema.Reference;
import dev.accord.registry.schema.SchemaContent;
import dev.accord.registry.subject.RegistryRecord;
import dev.accord.registry.subject.Subject;
import dev.accord.registry.subject.SubjectVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogCheckTest {
  private final List<LogRecord> log = new ArrayList<>();

  @Test
  void aSoundLogHasNoFaults() {
    add(put("a", 1, 1, "\"string\""));
    add(put("b", 1, 1, "\"string\""));
    add(new RegistryRecord.SchemaRemoved(at("a", 1)));
    add(put("c", 1, 2, "no Avro, and no business of ours", "PROTOBUF"));
    assertThat(LogCheck.check(log)).isEmpty();
  }

  @Test
  void oneIdForTwoSchemas() {
    add(put("a", 1, 1, "\"string\""));
    add(put("b", 1, 1, "\"long\""));
    assertThat(LogCheck.check(log))
        .extracting(Fault::rule, Fault::offset)
        .containsExactly(tuple(Rule.DUPLICATE_ID, 1L));
  }

  @Test
  void aReferenceThatLeadsNowhere() {
    var reference = new Reference("shop.Money", "money", 2);
    var content = new SchemaContent("AVRO", "\"string\"", List.of(reference), null, null);
    add(put("money", 1, 1, "\"long\""));
    add(new RegistryRecord.SchemaPut(at("order", 3), 2, content, false));
    assertThat(LogCheck.check(log))
        .containsExactly(
            new Fault(Rule.DANGLING_REFERENCE, 1, "order version 3 refers to money version 2"));
  }

  @Test
  void aTextThatIsNoSchema() {
    add(put("a", 1, 1, "\"strin\""));
    assertThat(LogCheck.check(log))
        .singleElement()
        .satisfies(fault -> assertThat(fault.rule()).isEqualTo(Rule.UNREADABLE_SCHEMA))
        .satisfies(fault -> assertThat(fault.message()).startsWith("a version 1 is not"));
  }

  @Test
  void aRecordThatNoRegistryWrote() {
    log.add(new LogRecord(9, 0, "hello".getBytes(StandardCharsets.UTF_8), null));
    log.add(new LogRecord(10, 0, null, null));
    assertThat(LogCheck.check(log))
        .extracting(Fault::rule)
        .containsExactly(Rule.UNREADABLE_RECORD, Rule.UNREADABLE_RECORD);
  }

  private void add(RegistryRecord record) {
    log.add(new LogRecord(log.size(), 0, RecordCodec.key(record), RecordCodec.value(record)));
  }

  private static RegistryRecord put(String subject, int version, int id, String text) {
    return put(subject, version, id, text, "AVRO");
  }

  private static RegistryRecord put(String subject, int version, int id, String text, String type) {
    return new RegistryRecord.SchemaPut(
        at(subject, version), id, SchemaContent.of(type, text), false);
  }

  private static SubjectVersion at(String subject, int version) {
    return new SubjectVersion(Subject.parse(subject), version);
  }
}
