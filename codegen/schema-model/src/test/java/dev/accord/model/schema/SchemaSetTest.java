package dev.accord.model.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.accord.model.schema.Definition.RecordDefinition;
import dev.accord.model.source.InvalidSourceException;
import dev.accord.model.source.Location;
import dev.accord.model.source.Problem;
import dev.accord.model.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

final class SchemaSetTest {
  private static final String ORDER =
      """
      {
        "type": "record", "name": "Order", "namespace": "shop",
        "fields": [
          {"name": "total", "type": "Money"},
          {"name": "note", "type": ["null", "string"], "default": null, "pii": {"level": 2}}
        ]
      }
      """;
  private static final String MONEY =
      """
      {"type": "record", "name": "shop.Money", "fields": [
        {"name": "cents", "type": "long"},
        {"name": "of", "type": ["null", "shop.Order"], "default": null}]}
      """;

  @Test
  void readsFilesInAnyOrderAndCycles() {
    for (var files : List.of(List.of(ORDER, MONEY), List.of(MONEY, ORDER))) {
      SchemaSet types = read(files.get(0), files.get(1));
      Schema order = types.toAvro(types.roots().get(0).type());
      assertThat(types.definitions()).containsOnlyKeys("shop.Money", "shop.Order");
      assertThat(order.getField("total") == null ? order.getField("of") : order.getField("total"))
          .isNotNull();
    }
  }

  @Test
  void knowsThePlaceOfEveryElement() {
    SchemaSet types = read(ORDER, MONEY);
    var order = (RecordDefinition) types.find("shop.Order").orElseThrow();
    var note = order.field("note").orElseThrow();
    assertThat(order.header().nameLocation()).isEqualTo(new Location("0.avsc", 2, 29, 2, 36));
    assertThat(note.location()).isEqualTo(new Location("0.avsc", 5, 5, 5, 87));
    assertThat(note.nameLocation()).isEqualTo(new Location("0.avsc", 5, 14, 5, 20));
    assertThat(note.type().location()).isEqualTo(new Location("0.avsc", 5, 30, 5, 48));
    assertThat(note.defaultValue().orElseThrow().location())
        .isEqualTo(new Location("0.avsc", 5, 61, 5, 65));
    assertThat(note.property("pii").orElseThrow().location())
        .isEqualTo(new Location("0.avsc", 5, 74, 5, 86));
  }

  @Test
  void reportsAMissingTypeWhereItIsNamedWithTheNearestOne() {
    assertThat(problems(ORDER, MONEY.replace("shop.Money", "shop.Moneta")))
        .containsExactly(
            "0.avsc:4:31: no type \"Money\" in these files; did you mean \"shop.Moneta\"?");
    assertThat(problems("{\"type\": \"strng\"}"))
        .containsExactly("0.avsc:1:10: no type \"strng\" in these files; did you mean \"string\"?");
  }

  @Test
  void namesBothPlacesOfADuplicate() {
    assertThat(
            problems(MONEY.replace("shop.Order", "string"), MONEY.replace("shop.Order", "string")))
        .containsExactly("1.avsc:1:28: shop.Money is defined twice; first at 0.avsc:1:28");
    assertThat(problems("{\"a\": 1,\n \"a\": 2}"))
        .containsExactly("0.avsc:2:2: \"a\" is given twice; first at 0.avsc:1:2");
  }

  @Test
  void reportsEveryFaultOfEveryFileAtOnce() {
    assertThat(
            problems(
                "{\"type\": \"record\", \"name\": \"A\"}",
                "[\"null\", [\"int\"], \"null\"]",
                "{\"type\": \"enum\", \"name\": \"1E\", \"symbols\": [\"A\", \"A\"]}",
                "{\"type\": \"fixed\", \"name\": \"F\", \"size\": -1}"))
        .containsExactly(
            "0.avsc:1:1: expected \"fields\", an array, in this object",
            "1.avsc:1:10: a union cannot hold a union; list the branches in one",
            "1.avsc:1:19: second null branch; first at 1.avsc:1:2",
            "2.avsc:1:26: \"1E\" is not a name: letters, digits and _, no digit first",
            "2.avsc:1:49: symbol A stands twice; first at 2.avsc:1:44",
            "3.avsc:1:40: expected \"size\", a whole number of bytes, in this fixed");
  }

  @Test
  void keepsAnInvalidDefaultAsAFlawWithItsPlace() {
    SchemaSet types =
        read(
            """
            {"type": "record", "name": "A", "fields": [
              {"name": "a", "type": "int", "default": "1"},
              {"name": "e", "default": "X",
               "type": {"type": "enum", "name": "E", "symbols": ["RED"], "default": "REDD"}}]}
            """);
    assertThat(types.flaws())
        .extracting(Problem::toString)
        .containsExactly(
            "0.avsc:4:73: default \"REDD\" is not a symbol of E; did you mean \"RED\"?",
            "0.avsc:2:43: default \"1\": expected a whole number of 32 bits for int");
  }

  @Test
  void guessesNoWordThatSharesNoLetter() {
    assertThat(problems("{\"type\": \"enum\", \"name\": \"E\", \"symbols\": [\"A\"]}", "\"B\""))
        .containsExactly("1.avsc:1:1: no type \"B\" in these files");
  }

  @Test
  void refusesWhatWouldOverflowTheStack() {
    String deep = "{\"type\":\"array\",\"items\":".repeat(10_000) + "\"int\"" + "}".repeat(10_000);
    assertThat(problems(deep))
        .containsExactly(
            "0.avsc:1:6145: nested more than 256 levels deep; split the schema into types");
    var idl = new SourceFile("a.avdl", "record A { " + "array<".repeat(10_000) + "int x; }");
    assertThatThrownBy(() -> SchemaSet.read(List.of(idl), SchemaSet.empty()))
        .hasMessageContaining("nested more than 256 levels deep");
  }

  @Test
  void readsAFileOfFiveMegabytes() {
    var fields = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      fields.append(i == 0 ? "" : ",\n").append("{\"name\": \"f").append(i);
      fields.append("\", \"type\": \"string\", \"doc\": \"").append("x".repeat(480)).append("\"}");
    }
    SchemaSet types = read("{\"type\":\"record\",\"name\":\"Big\",\"fields\":[" + fields + "]}");
    var big = (RecordDefinition) types.find("Big").orElseThrow();
    assertThat(big.fields()).hasSize(10_000);
    assertThat(big.fields().get(9_999).location().line()).isEqualTo(10_000);
  }

  @Test
  void namesTheByteThatIsNotUtf8() {
    byte[] latin = "{\"type\":\n \"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> SourceFile.decode("a.avsc", latin))
        .isInstanceOf(InvalidSourceException.class)
        .hasMessage("a.avsc:2:6: byte 0xE9 at offset 14 is not UTF-8; save the file as UTF-8");
  }

  @Test
  void saysWhatWasExpectedInBrokenJson() {
    assertThat(problems(""))
        .containsExactly("0.avsc:1:1: the file is empty; expected a JSON value");
    assertThat(problems("{\"type\": record}"))
        .containsExactly(
            "0.avsc:1:10: expected a value, found \"r\"; text needs double quotes: \"record\"");
    assertThat(problems("{\"a\": 1,}"))
        .containsExactly("0.avsc:1:9: nothing follows the last \",\"; remove it");
    assertThat(problems("{\"a\": 1 \"b\": 2}"))
        .containsExactly("0.avsc:1:9: expected \",\" or \"}\", found \"\"\"");
    assertThat(problems("[\"a\n\"]"))
        .containsExactly("0.avsc:1:2: this string is not closed; expected \"");
  }

  @Test
  void resolvesTypesOfALibrary() {
    SchemaSet library = read(MONEY.replace("shop.Order", "string"));
    SchemaSet types = SchemaSet.read(List.of(new SourceFile("order.avsc", ORDER)), library);
    assertThat(types.selfContained(types.roots().get(0).type())).contains("\"Money\"");
  }

  private static SchemaSet read(String... texts) {
    return SchemaSet.read(files(texts), SchemaSet.empty());
  }

  private static List<SourceFile> files(String... texts) {
    return Stream.iterate(0, i -> i < texts.length, i -> i + 1)
        .map(i -> new SourceFile(i + ".avsc", texts[i]))
        .toList();
  }

  private static List<String> problems(String... texts) {
    var thrown = catchThrowableOfType(InvalidSourceException.class, () -> read(texts));
    return thrown.problems().stream().map(Problem::toString).toList();
  }
}
