package dev.accord.checks.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.checks.compatibility.Direction;
import dev.accord.checks.decode.DecoderTrial;
import dev.accord.checks.decode.Outcome;
import dev.accord.checks.finding.Certainty;
import dev.accord.checks.finding.Finding;
import dev.accord.checks.finding.FindingReport;
import dev.accord.checks.finding.Rule;
import dev.accord.checks.finding.Severity;
import dev.accord.checks.policy.Policy;
import dev.accord.checks.rule.ChangeRules;
import dev.accord.checks.rule.UnionRules;
import dev.accord.checks.rule.ValueRules;
import dev.accord.model.config.AccordConfig;
import dev.accord.model.config.ConfigReader;
import dev.accord.model.contracts.Baseline;
import dev.accord.model.contracts.Baseline.Version;
import dev.accord.model.contracts.Contracts;
import dev.accord.model.contracts.EventSchema;
import dev.accord.model.json.JsonValue.JsonText;
import dev.accord.model.schema.SchemaSet;
import dev.accord.model.source.Location;
import dev.accord.model.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every folder of cases holds two versions and what the gate says about them. {@code -Daccept}
 * rewrites what it says; a new folder needs no Java.
 */
final class RuleCasesTest {
  private static final Path CASES = Path.of("src/main/resources/dev/accord/checks/cases");
  private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);

  /** Told under the rule of the two types, as its help says. */
  private static final String TOLD_AS_ANOTHER = "FIELD_TYPE_REPLACED_SAME_NAME";

  /** What readers take for another value depends on their code. */
  private static final Set<Rule> WITHOUT_VALUE =
      Set.of(
          ValueRules.DECIMAL_PRECISION_CHANGED.rule(), UnionRules.BRANCH_CHOICE_AMBIGUOUS.rule());

  static List<Path> folders() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  void theGateSaysWhatTheCaseExpects(Path folder) throws IOException {
    String rule = folder.getFileName().toString().replaceFirst("\\..*", "");
    FindingReport report = report(folder);
    assertThat(report.findings())
        .extracting(f -> f.rule().id())
        .contains(rule.equals(TOLD_AS_ANOTHER) ? "TYPE_CHANGED" : rule);
    assertThat(report.findings())
        .filteredOn(f -> f.certainty() == Certainty.ALTERED && !WITHOUT_VALUE.contains(f.rule()))
        .allSatisfy(f -> assertThat(f.example()).as(f.message()).isNotEmpty());
    String said = json(report, folder);
    Path expected = folder.resolve("expected.json");
    if (System.getProperty("accept") != null) {
      Files.writeString(expected, said);
    }
    assertThat(said).isEqualTo(Files.readString(expected));
  }

  @Test
  void everyRuleHasACaseAndEveryCaseARule() throws IOException {
    Set<String> cases =
        folders().stream()
            .map(f -> f.getFileName().toString().replaceFirst("\\..*", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> rules = new TreeSet<>(ChangeRules.all().stream().map(r -> r.id()).toList());
    assertThat(cases).isEqualTo(rules);
  }

  @ParameterizedTest
  @EnumSource(CompatibilityLevel.class)
  void noLevelIsLaxerThanTheRegistry(CompatibilityLevel level) throws IOException {
    for (Path folder : folders()) {
      FindingReport report = report(folder, Optional.of(level));
      boolean refused = report.registry().stream().anyMatch(verdict -> !verdict.compatible());
      assertThat(report.reaches(Severity.ERROR) || !refused)
          .as("%s at %s: the registry refuses, so there must be an error", folder, level)
          .isTrue();
    }
  }

  static FindingReport report(Path folder) throws IOException {
    return report(folder, Optional.empty());
  }

  private static FindingReport report(Path folder, Optional<CompatibilityLevel> level)
      throws IOException {
    AccordConfig config = config(folder.resolve("accord.yaml"));
    var versions = new ArrayList<Version>();
    boolean history = Files.exists(folder.resolve("older.avsc"));
    int number = 0;
    for (String name : List.of("older", "old")) {
      Path file = folder.resolve(name + ".avsc");
      if (Files.exists(file)) {
        number++;
        for (EventSchema event : contracts(config(folder, name, config), file).events()) {
          versions.add(new Version(history ? number : 0, event));
        }
      }
    }
    for (SourceFile release : parts(folder.resolve("released.avsc"))) {
      history = true;
      Contracts alone = Contracts.of(config, SchemaSet.read(List.of(release), SchemaSet.empty()));
      alone.events().forEach(event -> versions.add(new Version(1, event)));
    }
    Contracts current = contracts(config, folder.resolve("new.avsc"));
    var options = new CheckOptions(TODAY, level, config.version().map(claimed -> "1.0.0"), 1);
    var baseline =
        new Baseline(
            history ? "released" : "old",
            Files.exists(folder.resolve("old.yaml"))
                ? Optional.of(config(folder.resolve("old.yaml")))
                : Optional.empty(),
            versions);
    return Policy.of(config, current.types(), ChangeRules.rules(), List.of())
        .apply(ContractCheck.run(current, List.of(baseline), options), List::of, TODAY);
  }

  private static AccordConfig config(Path folder, String name, AccordConfig otherwise) {
    Path file = folder.resolve(name + ".yaml");
    return Files.exists(file) ? config(file) : otherwise;
  }

  private static AccordConfig config(Path file) {
    try {
      return Files.exists(file)
          ? ConfigReader.read(new SourceFile("accord.yaml", Files.readString(file)))
          : AccordConfig.defaults();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Contracts contracts(AccordConfig config, Path file) throws IOException {
    return Contracts.of(config, SchemaSet.read(parts(file), SchemaSet.empty()));
  }

  /** Several schemas may stand in one file, parted by lines of three dashes. */
  private static List<SourceFile> parts(Path file) throws IOException {
    String name = file.getFileName().toString();
    var sources = new ArrayList<SourceFile>();
    String text = Files.exists(file) ? Files.readString(file) : "";
    String[] parts = text.split("(?m)^---\\n", -1);
    for (int i = 0; i < parts.length; i++) {
      if (!parts[i].isBlank()) {
        String path = parts.length == 1 ? name : name.replace(".avsc", (i + 1) + ".avsc");
        sources.add(new SourceFile(path, parts[i]));
      }
    }
    return sources;
  }

  private static String json(FindingReport report, Path folder) throws IOException {
    var out = new StringBuilder("{\n  \"registry\": {");
    out.append(
        report.registry().stream()
            .map(v -> "\"" + v.subject() + "\": " + v.compatible())
            .collect(Collectors.joining(", ")));
    out.append("},\n  \"decoder\": ").append(decoder(folder)).append(",\n  \"bump\": \"");
    out.append(report.bump().word()).append("\",\n  \"findings\": [");
    for (int i = 0; i < report.findings().size(); i++) {
      out.append(i == 0 ? "\n" : ",\n").append(json(report.findings().get(i)));
    }
    return out.append("\n  ]\n}\n").toString();
  }

  private static String json(Finding finding) {
    var out = new StringBuilder("    {");
    member(out, "rule", finding.rule().id());
    member(out, "severity", finding.severity().word());
    member(out, "axis", finding.axis().name());
    String directions =
        finding.sortedDirections().stream().map(Direction::name).collect(Collectors.joining(" "));
    member(out, "directions", directions);
    member(out, "certainty", finding.certainty().word());
    member(out, "event", finding.event());
    member(out, "path", finding.path());
    member(out, "oldPath", finding.oldPath());
    member(out, "location", range(finding.location()));
    member(out, "oldLocation", finding.oldLocation().map(RuleCasesTest::range).orElse(""));
    member(out, "message", finding.message());
    member(out, "fix", finding.fix());
    member(out, "example", finding.example());
    member(out, "source", finding.source().word());
    member(out, "callers", String.join("; ", finding.callers()));
    member(out, "uses", String.join(", ", finding.uses()));
    member(out, "baselines", String.join(", ", finding.baselines()));
    return out.append("\n    }").toString();
  }

  private static String range(Location place) {
    return place + "-" + place.endLine() + ":" + place.endColumn();
  }

  private static void member(StringBuilder out, String name, String value) {
    out.append(out.charAt(out.length() - 1) == '{' ? "\n" : ",\n").append("      \"").append(name);
    out.append("\": ");
    JsonText.quote(value, out);
  }

  private static String decoder(Path folder) throws IOException {
    List<EventSchema> old = contracts(AccordConfig.defaults(), folder.resolve("old.avsc")).events();
    List<EventSchema> now = contracts(AccordConfig.defaults(), folder.resolve("new.avsc")).events();
    if (old.size() != 1 || now.size() != 1 || !now.get(0).types().flaws().isEmpty()) {
      return "{}";
    }
    var before = old.get(0).types().toAvro(old.get(0).root());
    var after = now.get(0).types().toAvro(now.get(0).root());
    var trial = new DecoderTrial(1);
    return "{\"backward\": \""
        + word(trial.run(before, after))
        + "\", \"forward\": \""
        + word(trial.run(after, before))
        + "\"}";
  }

  private static String word(Outcome outcome) {
    if (outcome.failed() == outcome.tried()) {
      return "fails";
    }
    return outcome.failed() > 0 ? "some" : outcome.alterations().isEmpty() ? "ok" : "altered";
  }

  @Test
  void aLevelIsPrintedForEverySubject() throws IOException {
    FindingReport report = report(CASES.resolve("FIELD_ADDED_NO_DEFAULT"));
    assertThat(report.registry())
        .extracting(v -> v.level())
        .containsOnly(CompatibilityLevel.FULL_TRANSITIVE);
  }
}
