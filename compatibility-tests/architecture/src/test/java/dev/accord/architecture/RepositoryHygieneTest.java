package dev.accord.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Budgets by number and words that must not stand in the tree. */
class RepositoryHygieneTest {
  private static final int LINE_CHARACTERS_MAX = 100;
  private static final int METHOD_LINES_MAX = 60;
  private static final int FILE_LINES_MAX = 400;
  private static final int PACKAGE_TYPES_MAX = 12;
  private static final int README_LINES_MAX = 120;
  private static final int FILE_BYTES_MAX = 1024 * 1024;

  private static final SourceTree TREE = SourceTree.here();

  @Test
  void methodsFilesAndPackagesStayInTheirBudget() throws IOException {
    var found = new TreeMap<String, Integer>();
    found.putAll(above(METHOD_LINES_MAX, new Sizes(TREE).methods()));
    found.putAll(above(FILE_LINES_MAX, new Sizes(TREE).files()));
    found.putAll(above(PACKAGE_TYPES_MAX, new Sizes(TREE).packages()));
    assertThat(found)
        .as(
            "larger than the budget (method %d, file %d lines, package %d types), or"
                + " budget-exceptions.txt lists more than"
                + " there is: split it, or shrink the list",
            METHOD_LINES_MAX, FILE_LINES_MAX, PACKAGE_TYPES_MAX)
        .isEqualTo(exceptions());
  }

  @Test
  void javaLinesFitTheWidth() {
    assertThat(places(TREE.java(), Pattern.compile(".{" + (LINE_CHARACTERS_MAX + 1) + ",}")))
        .as("lines over %d characters", LINE_CHARACTERS_MAX)
        .filteredOn(place -> !place.contains("import "))
        .isEmpty();
  }

  @Test
  void nothingIsLeftForLaterOrSwitchedOff() {
    var leftOver =
        Pattern.compile(
            "\\b(TODO|FIXME|XXX)\\b|@Disabled|@Ignore\\b"
                + "|\\bassume(True|False|That)\\(|skipTests>true");
    assertThat(places(source(), leftOver)).isEmpty();
  }

  @Test
  void theProjectSpeaksOfItselfAlone() {
    var foreign =
        Pattern.compile(
            "repo1?\\.maven\\.(org|apache)|registry\\.npmjs|deb\\.debian|packages\\.confluent\\.io"
                + "|\\bsub-?agents?\\b|\\b(LLM|AI agent|language model)\\b"
                + "|/work/|/root/|/home/\\w+/",
            Pattern.CASE_INSENSITIVE);
    assertThat(places(source(), foreign)).as("words that have no place here").isEmpty();
  }

  @Test
  void everyTestIsFoundByTheBuild() {
    var lost =
        TREE.java()
            .filter(file -> file.toString().contains("src/test/java"))
            .filter(file -> !file.toString().endsWith("Test.java"))
            .filter(file -> TREE.text(file).contains("\n  @Test"))
            .map(Path::toString)
            .toList();
    assertThat(lost)
        .as("files with tests whose name does not end with Test: the build passes them over")
        .isEmpty();
  }

  @Test
  void readmesAreOnePage() {
    var tooLong =
        TREE.relative()
            .filter(file -> file.endsWith("README.md"))
            .filter(file -> TREE.lines(file).size() > README_LINES_MAX)
            .map(Path::toString)
            .toList();
    assertThat(tooLong).as("READMEs over %d lines", README_LINES_MAX).isEmpty();
  }

  @Test
  void noFileIsHuge() {
    var huge =
        TREE.files().stream().filter(file -> file.toFile().length() > FILE_BYTES_MAX).toList();
    assertThat(huge).as("files over %d bytes", FILE_BYTES_MAX).isEmpty();
  }

  /** Text files, but for this one, which has to name what it looks for. */
  private static Stream<Path> source() {
    return TREE.relative()
        .filter(file -> !file.endsWith("RepositoryHygieneTest.java"))
        .filter(file -> !file.toString().contains("src/test/resources/"))
        .filter(
            file ->
                file.toString()
                    .matches(
                        ".*\\.(java|xml|md|sh|ya?ml|txt|vm|sql|avsc|avdl|json|properties)"
                            + "|accord|\\.ci/run"));
  }

  private static List<String> places(Stream<Path> files, Pattern pattern) {
    var found = new ArrayList<String>();
    files.forEach(
        file -> {
          var lines = TREE.lines(file);
          IntStream.range(0, lines.size())
              .filter(i -> pattern.matcher(lines.get(i)).find())
              .forEach(i -> found.add(file + ":" + (i + 1) + ": " + lines.get(i).strip()));
        });
    return found;
  }

  private static Map<String, Integer> above(int budget, Map<String, Integer> sizes) {
    var above = new TreeMap<>(sizes);
    above.values().removeIf(size -> size <= budget);
    return above;
  }

  /** {@code path[#method] size} a line. The list may only shrink. */
  private static Map<String, Integer> exceptions() throws IOException {
    try (var resource = RepositoryHygieneTest.class.getResourceAsStream("/budget-exceptions.txt")) {
      if (resource == null) {
        throw new IOException("budget-exceptions.txt is missing");
      }
      var listed = new TreeMap<String, Integer>();
      new String(resource.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(" ", -1))
          .forEach(parts -> listed.put(parts[0], Integer.valueOf(parts[1])));
      return listed;
    }
  }
}
