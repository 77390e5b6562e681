package dev.accord.model.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accord.model.schema.Definition.EnumDefinition;
import dev.accord.model.schema.Definition.RecordDefinition;
import dev.accord.model.source.Location;
import dev.accord.model.source.SourceFile;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.idl.IdlReader;
import org.junit.jupiter.api.Test;

/** Our walk over the parse tree must mean what Avro's own reader means, and add the places. */
final class IdlTest {
  private static final String SHOP =
      """
      @namespace("shop")
      protocol Shop {
        /** How urgent. \uD83D\uDE80 */
        enum Speed { SLOW, FAST } = SLOW;
        @aliases(["shop.Old"])
        fixed Hash(16);
        /**
         * One order.
         * With two lines.
         */
        @owner("order") @aliases(["Purchase"])
        record Order {
          /** The id. */
          uuid id;
          decimal(12, 2) total = "\\u0000";
          string? note;
          string? greeting = "hi";
          @logicalType("timestamp-micros") long at;
          timestamp_ms @order("descending") @aliases(["seen"]) seenAt = 0x10;
          union { null, Speed, Hash } how = null;
          array<Line> lines = [];
          map<int> counts = {"a": 1};
          date day; time_ms time; local_timestamp_ms local;
          `record` later;
          double ratio = 1.5, share = 2;
        }
        record `record` { boolean yes = true; }
        @namespace("shop.inner")
        record Line { shop.Hash hash; float price; bytes raw = ""; }
        string ping(string message);
      }
      """
          .replace("array<Line>", "array<shop.inner.Line>");

  @Test
  void meansWhatAvrosOwnReaderMeans() throws IOException {
    SchemaSet ours = read("shop.avdl", SHOP);
    var theirs = new IdlReader().parse(URI.create("file:///"), SHOP).getNamedSchemas();
    assertThat(ours.definitions().keySet()).containsExactlyInAnyOrderElementsOf(theirs.keySet());
    theirs.forEach(
        (name, schema) -> {
          Schema mine = ours.toAvro(new Type.Reference(Location.startOf("x"), name));
          assertThat(mine.toString()).isEqualTo(schema.toString());
        });
  }

  @Test
  void knowsThePlaceOfEveryElement() {
    SchemaSet types = read("shop.avdl", SHOP);
    var order = (RecordDefinition) types.find("shop.Order").orElseThrow();
    var speed = (EnumDefinition) types.find("shop.Speed").orElseThrow();
    assertThat(speed.symbols().get(1).location())
        .isEqualTo(new Location("shop.avdl", 4, 22, 4, 26));
    assertThat(order.field("total").orElseThrow().defaultValue().orElseThrow().location())
        .isEqualTo(new Location("shop.avdl", 15, 28, 15, 36));
    assertThat(order.field("note").orElseThrow().location())
        .isEqualTo(new Location("shop.avdl", 16, 5, 16, 18));
    assertThat(order.header().nameLocation()).isEqualTo(new Location("shop.avdl", 12, 10, 12, 15));
  }

  @Test
  void readsASchemaFileWithoutProtocolAndItsImports() {
    SchemaSet types =
        SchemaSet.read(
            List.of(
                new SourceFile(
                    "a.avdl",
                    "namespace shop; schema Order; import idl \"b.avdl\"; record Order { Money m; }"),
                new SourceFile("b.avdl", "namespace shop; record Money { long cents; }")),
            SchemaSet.empty());
    assertThat(types.definitions()).containsOnlyKeys("shop.Order", "shop.Money");
  }

  @Test
  void saysWhereTheTextIsWrong() {
    refused("record A {\n  int x\n}", "3:1: expected \";\" or \",\", found \"}\"");
    refused("protocol P { record A { int x = ; } }", "1:33: expected a value, found \";\"");
    refused("protocol P { record A {", "1:24: expected \"}\", \"@\" or a name, found the end");
    refused(
        "protocol P {\n recrod A { int x; } }",
        "2:11: expected \"(\", found \"{\"; did you mean \"record\"?");
    refused("recrod A { int x; }", "1:1: expected ");
    refused("recrod A { int x; }", "found \"recrod\"; did you mean \"record\"?");
    refused("protocol P { record A { string s = \"a; } }", "1:36: this string is not closed");
    refused("protocol P { record A { string s = 'a; } }", "1:36: this string is not closed");
    refused("protocol P { record A { int x; § } }", "1:32: no character that IDL knows");
    assertThatThrownBy(() -> read("a.avdl", "namespace a;\nimport idl \"missing.avdl\";\n"))
        .hasMessage("a.avdl:2:12: no file \"missing.avdl\" among the schemas");
  }

  private static void refused(String text, String message) {
    assertThatThrownBy(() -> read("a.avdl", text)).hasMessageContaining(message);
  }

  private static SchemaSet read(String path, String text) {
    return SchemaSet.read(List.of(new SourceFile(path, text)), SchemaSet.empty());
  }
}
