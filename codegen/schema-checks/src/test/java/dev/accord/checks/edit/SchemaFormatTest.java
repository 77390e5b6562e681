package dev.accord.checks.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.model.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaFormatTest {
  @Test
  void membersHaveOneOrderAndFieldsALineEach() {
    assertThat(
            format(
                """
                {"fields":[{"type":"string","name":"id"},
                {"default":null,"pii":true,"doc":"Whatever the customer wrote beside the order.",
                 "type":["null","string"],"name":"note"},
                {"name":"state","type":{"default":"NEW","symbols":["NEW"],
                   "name":"Step","type":"enum"}}],
                "owner":"order","doc":"A customer ordered.","name":"a.OrderPlaced","type":"record"}
                """))
        .isEqualTo(
            """
            {
              "type": "record",
              "name": "a.OrderPlaced",
              "doc": "A customer ordered.",
              "owner": "order",
              "fields": [
                {"name": "id", "type": "string"},
                {
                  "name": "note",
                  "type": ["null", "string"],
                  "doc": "Whatever the customer wrote beside the order.",
                  "default": null,
                  "pii": true
                },
                {
                  "name": "state",
                  "type": {"type": "enum", "name": "Step", "symbols": ["NEW"], "default": "NEW"}
                }
              ]
            }
            """);
  }

  @Test
  void valuesAreCopiedAsTheyAreWritten() {
    var text =
        format("{\"type\":\"fixed\",\"name\":\"a.F\",\"size\":4,\"x\":[1.50,1e3,\"\\u00e4\\/\"]}");
    assertThat(text).contains("[1.50, 1e3, \"\\u00e4\\/\"]");
  }

  @Test
  void aFileWithCommentsStaysAsItIs() {
    var text = "{\"type\": \"fixed\", // four\n \"name\": \"a.F\", \"size\": 4}";
    assertThat(format(text)).isEqualTo(text);
  }

  @Test
  void lineEndsOfTheFileAreKept() {
    var unix =
        """
        {
          "type": "record",
          "name": "R",
          "fields": [
            {"name": "a", "type": "int"}
          ]
        }
        """;
    assertThat(format(unix)).isEqualTo(unix);
    assertThat(format(unix.replace("\n", "\r\n"))).isEqualTo(unix.replace("\n", "\r\n"));
  }

  /** Every case of a rule that is one schema a file: some files hold several, one after another. */
  static List<Path> schemas() throws IOException {
    try (var files = Files.walk(Path.of("src/main/resources/dev/accord/checks"))) {
      return files
          .filter(file -> file.toString().endsWith(".avsc"))
          .filter(file -> !read(file).contains("\n---"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void theSchemaThatAvroReadsStaysTheSameAndTwiceIsOnce(Path file) {
    var text = read(file);
    var seed = Long.getLong("accord.seed", 1L);
    var once = format(text);
    assertThat(format(once)).as("idempotent").isEqualTo(once);
    assertThat(format(spaced(text, new Random(seed)))).as("seed %d", seed).isEqualTo(once);
    assertThat(parsed(once)).isEqualTo(parsed(text));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Line breaks where JSON allows them, which must make no difference. */
  private static String spaced(String text, Random random) {
    var out = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"' && text.charAt(Math.max(0, i - 1)) != '\\';
      out.append(c);
      if (!quoted && ",:[{".indexOf(c) >= 0 && random.nextBoolean()) {
        out.append(random.nextBoolean() ? "\n" : "\t ");
      }
    }
    return out.toString();
  }

  /** Avro's text, properties and docs included; what Avro refuses is compared as refused. */
  private static String parsed(String text) {
    try {
      return new Schema.Parser().setValidateDefaults(false).parse(text).toString();
    } catch (RuntimeException e) {
      return "refused";
    }
  }

  private static String format(String text) {
    return SchemaFormat.format(new SourceFile("a.avsc", text));
  }
}
