package dev.accord.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaParser;
import org.junit.jupiter.api.Test;

class ContractsTest {
  private static final ContractsFolder FOLDER = ContractsFolder.HERE;

  @Test
  void everyEventHasASchemaAndAHistory() {
    assertThat(FOLDER.current()).hasSize(15).doesNotContainValue(null);
    assertThat(FOLDER.released().keySet()).isEqualTo(FOLDER.current().keySet());
  }

  @Test
  void theCurrentSchemaIsTheNewestReleasedVersion() {
    var current = FOLDER.current();
    FOLDER
        .released()
        .forEach(
            (subject, versions) ->
                assertThat(current.get(subject))
                    .as("%s is not released as it stands: release it as the next version", subject)
                    .hasToString(versions.get(versions.lastKey())));
  }

  @Test
  void aReleasedFileIsTheTextThatARegistryHolds() {
    FOLDER
        .released()
        .forEach(
            (subject, versions) ->
                versions
                    .values()
                    .forEach(text -> assertThat(parse(text)).as(subject).hasToString(text)));
  }

  @Test
  void versionsCountUpFromOne() {
    FOLDER
        .released()
        .forEach(
            (subject, versions) ->
                assertThat(versions.keySet())
                    .as(subject)
                    .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, versions.size()).boxed().toList()));
    assertThat(FOLDER.released().get("orders-dev.accord.shop.order.OrderCreated")).hasSize(3);
  }

  @Test
  void whatIsReleasedNeverChanges() throws Exception {
    var sums = new TreeMap<String, String>();
    var digest = MessageDigest.getInstance("SHA-256");
    for (var file : FOLDER.files("released").toList()) {
      sums.put(
          FOLDER.root().relativize(file).toString(),
          HexFormat.of().formatHex(digest.digest(ContractsFolder.text(file).getBytes(UTF_8))));
    }
    var listed = new TreeMap<String, String>();
    ContractsFolder.text(FOLDER.root().resolve("released.sha256"))
        .lines()
        .map(line -> line.split("  ", 2))
        .forEach(line -> listed.put(line[1], line[0]));
    assertThat(sums)
        .as(
            "released versions are append-only: restore the file, or release the change as the"
                + " next version and add its line to released.sha256")
        .isEqualTo(listed);
  }

  @Test
  void everyVersionReadsAndIsReadByEveryOther() {
    FOLDER
        .released()
        .forEach(
            (subject, versions) ->
                versions.forEach(
                    (reader, readerText) ->
                        versions.forEach(
                            (writer, writerText) ->
                                assertThat(verdict(readerText, writerText))
                                    .as("%s: version %d reads %d", subject, reader, writer)
                                    .isEqualTo(SchemaCompatibilityType.COMPATIBLE))));
  }

  @Test
  void everyRecordFieldAndSymbolIsDocumented() {
    var bare = new ArrayList<String>();
    FOLDER.current().values().forEach(schema -> collectUndocumented(schema, bare));
    assertThat(bare).isEmpty();
  }

  private static void collectUndocumented(Schema schema, List<String> bare) {
    switch (schema.getType()) {
      case RECORD -> {
        addIf(schema.getDoc() == null, schema.getFullName(), bare);
        for (var field : schema.getFields()) {
          addIf(field.doc() == null, schema.getFullName() + "." + field.name(), bare);
          collectUndocumented(field.schema(), bare);
        }
      }
      case ENUM -> {
        var doc = "\n" + schema.getDoc();
        for (var symbol : schema.getEnumSymbols()) {
          addIf(!doc.contains("\n" + symbol + ": "), schema.getFullName() + "." + symbol, bare);
        }
      }
      case ARRAY -> collectUndocumented(schema.getElementType(), bare);
      case MAP -> collectUndocumented(schema.getValueType(), bare);
      case UNION -> schema.getTypes().forEach(branch -> collectUndocumented(branch, bare));
      case FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {}
    }
  }

  private static void addIf(boolean undocumented, String place, List<String> bare) {
    if (undocumented) {
      bare.add(place);
    }
  }

  private static SchemaCompatibilityType verdict(String reader, String writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(parse(reader), parse(writer))
        .getType();
  }

  private static Schema parse(String text) {
    return new SchemaParser().parse(text).mainSchema();
  }
}
