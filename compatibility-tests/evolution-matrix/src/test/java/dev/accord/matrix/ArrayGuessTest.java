package dev.accord.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.checks.finding.Finding;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

/**
 * A fault of Avro 1.12.2, without any code of ours: an optional field more in the items of an array
 * keeps a reader from records that end with short items. When this test fails, Avro has mended it,
 * and what the gate and the drills say about it can go.
 */
final class ArrayGuessTest {
  private static final String OLD = basket(optional("a"));
  private static final String NEW = basket(optional("a") + ", " + optional("b"));

  @Test
  void aReaderWithMoreFieldsRefusesShortItemsAtTheEndOfTheBytes() {
    assertThat(
            SchemaCompatibility.checkReaderWriterCompatibility(schema(NEW), schema(OLD)).getType())
        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    assertThatThrownBy(() -> read(schema(OLD), schema(NEW), 0))
        .isInstanceOf(EOFException.class)
        .hasMessageContaining("Collection claims 2 elements with at least 2 bytes each");
  }

  @Test
  void theSameRecordIsReadWhereAnythingFollows() throws IOException {
    assertThat(read(schema(OLD), schema(NEW), 2))
        .hasToString("{\"items\": [{\"a\": null, \"b\": null}, {\"a\": null, \"b\": null}]}");
  }

  @Test
  void theGateTellsItAsWhatItIs() {
    var report =
        Judge.report(
            Judge.contracts(OLD), Judge.contracts(NEW), CompatibilityLevel.FULL_TRANSITIVE);
    assertThat(report.findings())
        .filteredOn(Judge::isArrayGuess)
        .extracting(Finding::fix)
        .containsExactly(
            "if items are never that short, waive this; else put the new fields elsewhere");
  }

  private static String basket(String itemFields) {
    return """
        {"type": "record", "name": "Basket", "namespace": "shop", "fields": [
        {"name": "items", "type": {"type": "array", "items":
        {"type": "record", "name": "Item", "fields": [ITEM]}}}]}
        """
        .replace("ITEM", itemFields);
  }

  private static String optional(String name) {
    return "{\"name\": \"" + name + "\", \"type\": [\"null\", \"string\"], \"default\": null}";
  }

  private static Schema schema(String text) {
    return new Schema.Parser().parse(text);
  }

  /** Two items of nothing but null, then some bytes of whatever the transport puts behind. */
  private static GenericRecord read(Schema writer, Schema reader, int bytesBehind)
      throws IOException {
    Schema item = writer.getField("items").schema().getElementType();
    GenericRecord empty = new GenericRecordBuilder(item).build();
    GenericRecord basket =
        new GenericRecordBuilder(writer).set("items", List.of(empty, empty)).build();
    var out = new ByteArrayOutputStream();
    var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(writer).write(basket, encoder);
    out.write(new byte[bytesBehind]);
    return new GenericDatumReader<GenericRecord>(writer, reader)
        .read(null, DecoderFactory.get().binaryDecoder(out.toByteArray(), null));
  }
}
