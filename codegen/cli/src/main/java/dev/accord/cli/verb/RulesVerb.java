package dev.accord.cli.verb;

import dev.accord.checks.finding.Rule;
import dev.accord.cli.report.JsonReport;
import dev.accord.cli.run.ExitCodes;
import dev.accord.cli.run.Judgement;
import dev.accord.cli.run.Verb;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "rules",
    description = "List every rule: id, default severity, what breaks, when it fires.",
    footer = {
      "",
      "Examples:",
      "  accord rules",
      "  accord rules --axis value",
      "  accord rules --json-schema > findings.schema.json"
    })
final class RulesVerb extends Verb {

  @Option(
      names = "--axis",
      paramLabel = "AXIS",
      defaultValue = "",
      description = "Only rules of this axis: binary, json, source, value, identity or design.")
  private String axis = "";

  @Option(
      names = "--json-schema",
      description = "Print the JSON Schema of what --format json prints, and no rules.")
  private boolean jsonSchema;

  @Override
  protected int run() {
    if (jsonSchema) {
      out().print(JsonReport.schema());
      out().flush();
      return ExitCodes.CLEAN;
    }
    String wanted = axis.toUpperCase(Locale.ROOT);
    List<Rule> rules =
        Judgement.allRules().stream()
            .filter(rule -> wanted.isEmpty() || rule.axis().name().equals(wanted))
            .toList();
    if (rules.isEmpty()) {
      throw new IllegalArgumentException(
          "no axis \"" + axis + "\"; expected binary, json, source, value, identity or design");
    }
    for (Rule rule : rules) {
      out()
          .printf(
              Locale.ROOT,
              "%-36s %-5s %-8s %s%n",
              rule.id(),
              rule.severity().word(),
              rule.axis().name(),
              rule.title());
    }
    out().flush();
    return ExitCodes.CLEAN;
  }
}
