package dev.accord.matrix.level;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.checks.compatibility.Direction;
import dev.accord.checks.decode.DecoderTrial;
import dev.accord.checks.finding.FindingReport;
import dev.accord.checks.gate.CheckOptions;
import dev.accord.checks.gate.ContractCheck;
import dev.accord.model.config.AccordConfig;
import dev.accord.model.contracts.Baseline;
import dev.accord.model.contracts.Baseline.Version;
import dev.accord.model.contracts.Contracts;
import dev.accord.model.contracts.EventSchema;
import dev.accord.model.schema.SchemaSet;
import dev.accord.model.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * One event before and after a change: a case folder of the gate's rules.
 *
 * @param name the folder's, which starts with the rule's id
 * @param older at least one version, oldest first
 */
record ChangeCase(String name, List<EventSchema> older, EventSchema now) {
  private static final Path FOLDERS =
      Path.of("../../codegen/schema-checks/src/main/resources/dev/accord/checks/cases");
  private static final List<String> OLDER = List.of("older.avsc", "old.avsc");

  ChangeCase {
    older = List.copyOf(older);
  }

  /** The cases about one event, by name; left out are those about a whole folder of contracts. */
  static List<ChangeCase> all() throws IOException {
    var cases = new ArrayList<ChangeCase>();
    try (Stream<Path> folders = Files.list(FOLDERS)) {
      for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
        if (isAboutOneEvent(folder)) {
          cases.add(read(folder));
        }
      }
    }
    return cases;
  }

  private static boolean isAboutOneEvent(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        boolean schema = name.equals("new.avsc") || OLDER.contains(name);
        if (!schema && !name.equals("expected.json")) {
          return false;
        }
        if (schema && event(file).isEmpty()) {
          return false;
        }
      }
    }
    return Files.exists(folder.resolve("old.avsc"));
  }

  private static ChangeCase read(Path folder) throws IOException {
    var older = new ArrayList<EventSchema>();
    for (String name : OLDER) {
      if (Files.exists(folder.resolve(name))) {
        older.add(event(folder.resolve(name)).orElseThrow());
      }
    }
    return new ChangeCase(
        folder.getFileName().toString(), older, event(folder.resolve("new.avsc")).orElseThrow());
  }

  /** Empty for a file of several events, whose schemas are parted by lines of three dashes. */
  private static Optional<EventSchema> event(Path file) throws IOException {
    String text = Files.readString(file);
    if (text.contains("\n---\n")) {
      return Optional.empty();
    }
    List<EventSchema> events =
        contracts(new SourceFile(file.getFileName().toString(), text)).events();
    return events.size() == 1 ? Optional.of(events.get(0)) : Optional.empty();
  }

  private static Contracts contracts(SourceFile file) {
    return Contracts.of(AccordConfig.defaults(), SchemaSet.read(List.of(file), SchemaSet.empty()));
  }

  FindingReport report(CompatibilityLevel level) {
    var versions = new ArrayList<Version>();
    for (int i = 0; i < older.size(); i++) {
      versions.add(new Version(i + 1, older.get(i)));
    }
    return ContractCheck.run(
        Contracts.of(AccordConfig.defaults(), now.types()),
        List.of(new Baseline("released", versions)),
        new CheckOptions(LocalDate.EPOCH, Optional.of(level), Optional.empty(), 1));
  }

  /** Avro cannot read it, so that no decoder can be asked. */
  boolean isFlawed() {
    return !now.types().flaws().isEmpty()
        || older.stream().anyMatch(version -> !version.types().flaws().isEmpty());
  }

  /** Whether every value written by one side arrives at the other as it was sent. */
  boolean arrives(CompatibilityLevel level, Direction direction) {
    var decoder = new DecoderTrial(1);
    Schema current = now.types().toAvro(now.root());
    int first = level.isTransitive() ? 0 : older.size() - 1;
    return older.subList(first, older.size()).stream()
        .map(version -> version.types().toAvro(version.root()))
        .allMatch(
            old ->
                direction == Direction.BACKWARD
                    ? decoder.run(old, current).faithful()
                    : decoder.run(current, old).faithful());
  }

  @Override
  public String toString() {
    return name;
  }
}
