package dev.accord.checks.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.checks.edit.Edit;
import dev.accord.checks.edit.Edits;
import dev.accord.checks.edit.FixableFinding;
import dev.accord.checks.finding.Rule;
import dev.accord.model.config.AccordConfig;
import dev.accord.model.config.ConfigReader;
import dev.accord.model.contracts.Contracts;
import dev.accord.model.schema.SchemaSet;
import dev.accord.model.source.SourceFile;
import dev.accord.testkit.GoldenFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A folder {@code RULE} or {@code RULE.variant} holds contracts and {@code expected.txt}: what that
 * rule alone finds, and the files after its fixes. A new case needs a folder and {@code -Daccept}.
 */
class LintCasesTest {
  private static final Path CASES = Path.of("src/main/resources/dev/accord/checks/lint");

  static List<String> cases() throws IOException {
    try (var folders = Files.list(CASES)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void findsAndMendsAsExpected(String name) throws IOException {
    var config = config(CASES.resolve(name).resolve("accord.yaml"));
    var sources = sources(CASES.resolve(name));
    var found = judge(name, config, sources);
    var text = new StringBuilder();
    found.forEach(one -> text.append(line(one)).append('\n'));
    var mended = mended(sources, found);
    if (!mended.equals(sources)) {
      mended.stream()
          .filter(file -> !sources.contains(file))
          .forEach(
              file -> text.append("--- ").append(file.path()).append('\n').append(file.text()));
    }
    GoldenFile.assertHolds(CASES.resolve(name).resolve("expected.txt"), text.toString());
    assertThat(found).as("a case shows something").isNotEmpty();
    assertThat(judge(name, config, mended))
        .as("what was mended is not found again")
        .extracting(one -> one.finding().path())
        .containsExactlyInAnyOrderElementsOf(
            found.stream()
                .filter(one -> one.edits().isEmpty())
                .map(one -> one.finding().path())
                .toList());
  }

  @Test
  void everyRuleHasACaseAndEveryCaseARule() throws IOException {
    var rules = LintRules.all().stream().map(Rule::id).toList();
    assertThat(rules).doesNotHaveDuplicates();
    assertThat(cases().stream().map(LintCasesTest::rule).distinct().toList())
        .containsExactlyInAnyOrderElementsOf(rules);
  }

  private static String rule(String name) {
    return name.replaceFirst("\\..*", "");
  }

  private static List<FixableFinding> judge(
      String name, AccordConfig config, List<SourceFile> sources) {
    var contracts = Contracts.of(config, SchemaSet.read(sources, SchemaSet.empty()));
    return Lint.judge(contracts, asked -> asked.rule().id().equals(rule(name)));
  }

  private static String line(FixableFinding one) {
    var finding = one.finding();
    var place = finding.location();
    var moves =
        one.edits().stream()
            .filter(Edit.Move.class::isInstance)
            .map(edit -> " Move to " + ((Edit.Move) edit).to())
            .collect(Collectors.joining());
    return place
        + "-"
        + place.endLine()
        + ":"
        + place.endColumn()
        + ": "
        + finding.severity().word()
        + " "
        + finding.rule().id()
        + " ["
        + finding.event()
        + " "
        + finding.path()
        + "] "
        + finding.message()
        + ". Fix: "
        + finding.fix()
        + moves;
  }

  private static List<SourceFile> mended(List<SourceFile> sources, List<FixableFinding> found) {
    var edits = found.stream().flatMap(one -> one.edits().stream()).toList();
    return sources.stream()
        .map(
            file -> {
              var replaced = Edits.apply(file, replacements(edits));
              var path = path(file, edits);
              return replaced.equals(file.text()) && path.equals(file.path())
                  ? file
                  : new SourceFile(path, replaced);
            })
        .toList();
  }

  private static List<Edit.Replace> replacements(List<Edit> edits) {
    return edits.stream()
        .filter(Edit.Replace.class::isInstance)
        .map(Edit.Replace.class::cast)
        .toList();
  }

  private static String path(SourceFile file, List<Edit> edits) {
    return edits.stream()
        .filter(edit -> edit instanceof Edit.Move move && move.from().equals(file.path()))
        .map(edit -> ((Edit.Move) edit).to())
        .findFirst()
        .orElse(file.path());
  }

  private static AccordConfig config(Path file) throws IOException {
    return Files.exists(file)
        ? ConfigReader.read(SourceFile.decode("accord.yaml", Files.readAllBytes(file)))
        : AccordConfig.defaults();
  }

  private static List<SourceFile> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().matches(".*\\.av(sc|dl)"))
          .sorted()
          .map(file -> source(folder, file))
          .toList();
    }
  }

  private static SourceFile source(Path folder, Path file) {
    try {
      return SourceFile.decode(
          folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
