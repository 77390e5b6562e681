package dev.accord.cli.verb;

import dev.accord.checks.finding.Fingerprint;
import dev.accord.checks.policy.Policy;
import dev.accord.cli.report.Words;
import dev.accord.cli.run.ExitCodes;
import dev.accord.cli.run.Verb;
import dev.accord.cli.source.ContractsReader;
import dev.accord.cli.source.UnreadableException;
import dev.accord.model.config.ConfigReader;
import dev.accord.model.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "waive",
    description = "Accept one finding for a time: writes a waiver into accord.yaml.",
    footer = {
      "",
      "Examples:",
      "  accord waive 3f2a9c01d4e5b677 --owner payments --reason \"no consumer before June\" \\",
      "      --until 2027-06-01"
    })
final class WaiveVerb extends Verb {

  @Parameters(index = "0", paramLabel = "FINGERPRINT", description = "As the finding shows it.")
  private String fingerprint = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PATH",
      description = "Folder of accord.yaml. Default: the nearest one upward.")
  private Optional<Path> path = Optional.empty();

  @Option(names = "--owner", required = true, description = "Who answers for it.")
  private String owner = "";

  @Option(names = "--reason", required = true, description = "Why the break is acceptable.")
  private String reason = "";

  @Option(names = "--until", required = true, paramLabel = "DAY", description = "2027-06-01")
  private String until = "";

  private final Clock clock;

  WaiveVerb(Clock clock) {
    this.clock = clock;
  }

  @Override
  protected int run() throws IOException {
    if (reason.isBlank() || owner.isBlank()) {
      throw new IllegalArgumentException("a waiver needs an owner and a reason");
    }
    Path folder = path.orElseGet(() -> ContractsReader.nearest(Path.of("")));
    Path file = folder.resolve(ContractsReader.CONFIG);
    if (!Files.isRegularFile(file)) {
      throw new UnreadableException(
          "there is no "
              + file
              + "; create it with the line \"schemas: .\", or name the folder that has it");
    }
    var written = SourceFile.decode(file.toString(), Files.readAllBytes(file));
    requireNew(written);
    List<String> waiver = Policy.waiverLines(new Fingerprint(fingerprint), owner, reason, day());
    String text = String.join("\n", inserted(written.text().lines().toList(), waiver)) + "\n";
    // Nothing is written that the next run could not read.
    var checked = ConfigReader.read(new SourceFile(file.toString(), text));
    Files.writeString(file, text);
    out().println(file + ": " + Words.count(checked.waivers().size(), "waiver"));
    out().flush();
    return ExitCodes.CLEAN;
  }

  private void requireNew(SourceFile written) {
    for (var waiver : ConfigReader.read(written).waivers()) {
      if (waiver.fingerprint().equals(fingerprint)) {
        throw new IllegalArgumentException(
            waiver.location() + ": " + fingerprint + " is waived already; edit it there");
      }
    }
  }

  private LocalDate day() {
    try {
      LocalDate day = LocalDate.parse(until);
      if (day.isBefore(LocalDate.now(clock))) {
        throw new IllegalArgumentException("--until " + until + " is past");
      }
      return day;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("--until takes a day such as 2027-06-01", e);
    }
  }

  private static List<String> inserted(List<String> lines, List<String> waiver) {
    var result = new ArrayList<>(lines);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).matches("waivers:\\s*(\\[\\s*\\])?\\s*(#.*)?")) {
        result.set(i, "waivers:");
        result.addAll(i + 1, waiver);
        return result;
      }
      if (lines.get(i).startsWith("waivers:")) {
        throw new IllegalArgumentException(
            "line " + (i + 1) + " of accord.yaml: put each waiver on lines of its own first");
      }
    }
    result.add("waivers:");
    result.addAll(waiver);
    return result;
  }
}
