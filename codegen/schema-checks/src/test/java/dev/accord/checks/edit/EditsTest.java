package dev.accord.checks.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.checks.edit.Edit.Replace;
import dev.accord.model.json.JsonValue.JsonObject;
import dev.accord.model.source.Location;
import dev.accord.model.source.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditsTest {
  private static final SourceFile FILE =
      new SourceFile("a.avsc", "{\"a\": 1,\r\n\t\"b\" : [ 2 ] }\r\n");

  @Test
  void whatIsNotEditedStaysByteForByte() {
    assertThat(Edits.apply(FILE, List.of())).isEqualTo(FILE.text());
    assertThat(Edits.apply(FILE, List.of(replace(1, 7, 8, "10"))))
        .isEqualTo("{\"a\": 10,\r\n\t\"b\" : [ 2 ] }\r\n");
  }

  @Test
  void ofOverlappingEditsTheEarlierOneIsMadeAndOfEqualOnesOne() {
    assertThat(
            Edits.apply(
                FILE,
                List.of(
                    replace(2, 10, 11, "3"),
                    replace(2, 8, 13, "[]"),
                    replace(2, 8, 13, "[]"),
                    new Replace(new Location("other.avsc", 1, 1, 1, 2), "x"))))
        .isEqualTo("{\"a\": 1,\r\n\t\"b\" : [] }\r\n");
  }

  @Test
  void anEditThatWouldBreakTheFileIsNotMade() {
    assertThat(Edits.apply(FILE, List.of(replace(1, 1, 2, "")))).isEqualTo(FILE.text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          {"x": 1, "y": 2, "z": 3} | x | {"y": 2, "z": 3}
          {"x": 1, "y": 2, "z": 3} | y | {"x": 1, "z": 3}
          {"x": 1, "y": 2, "z": 3} | z | {"x": 1, "y": 2}
          {"x": 1}                 | x | {}
          { "x": 1 , "y": 2}       | x | { "y": 2}
          {"x": 1 /* c */, "y": 2} | x | {"x": 1 /* c */, "y": 2}
          """)
  void aMemberGoesWithItsComma(String before, String member, String after) {
    var file = new SourceFile("a.avsc", before);
    var edits = SchemaEdits.of(file).orElseThrow();
    JsonObject object =
        edits.objectAt(new Location("a.avsc", 1, 1, 1, before.length() + 1)).orElseThrow();
    var removed = edits.remove(object.member(member).orElseThrow());
    assertThat(Edits.apply(file, List.of(removed))).isEqualTo(after);
  }

  private static Replace replace(int line, int column, int endColumn, String text) {
    return new Replace(new Location("a.avsc", line, column, line, endColumn), text);
  }
}
