package dev.accord.matrix;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.checks.finding.Finding;
import dev.accord.checks.finding.FindingReport;
import dev.accord.checks.gate.CheckOptions;
import dev.accord.checks.gate.ContractCheck;
import dev.accord.model.config.AccordConfig;
import dev.accord.model.contracts.Baseline;
import dev.accord.model.contracts.Contracts;
import dev.accord.model.schema.SchemaSet;
import dev.accord.model.source.SourceFile;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The gate, asked about two texts. */
final class Judge {
  private Judge() {}

  static Contracts contracts(String text) {
    var file = new SourceFile("Event.avsc", text);
    return Contracts.of(AccordConfig.defaults(), SchemaSet.read(List.of(file), SchemaSet.empty()));
  }

  /** Whether it tells the fault of Avro's decoder that {@code ArrayGuessTest} shows. */
  static boolean isArrayGuess(Finding finding) {
    return finding.message().startsWith("Avro for Java 1.12 guesses the least size");
  }

  static FindingReport report(Contracts old, Contracts now, CompatibilityLevel level) {
    var options = new CheckOptions(LocalDate.EPOCH, Optional.of(level), Optional.empty(), 1);
    return ContractCheck.run(
        now, List.of(Baseline.snapshot("old", Optional.empty(), old)), options);
  }
}
