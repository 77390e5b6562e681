package dev.accord.cli.verb;

import dev.accord.checks.finding.Rule;
import dev.accord.checks.rule.ChangeRule;
import dev.accord.checks.rule.ChangeRules;
import dev.accord.checks.rule.Effect;
import dev.accord.checks.rule.Effects;
import dev.accord.cli.run.ExitCodes;
import dev.accord.cli.run.Judgement;
import dev.accord.cli.run.Verb;
import dev.accord.model.source.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "explain",
    description = "Explain a rule: why it hurts, whom, the smallest schemas that show it.",
    footer = {"", "Examples:", "  accord explain DECIMAL_SCALE_CHANGED"})
final class ExplainVerb extends Verb {
  private static final String RESOURCES = "/dev/accord/checks/";

  @Parameters(paramLabel = "RULE", description = "A rule's id, as reports show it.")
  private String id = "";

  @Override
  protected int run() throws IOException {
    String wanted = id.toUpperCase(Locale.ROOT);
    List<Rule> rules = Judgement.allRules();
    Rule rule =
        rules.stream()
            .filter(r -> r.id().equals(wanted))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no rule "
                            + id
                            + Nearest.hint(wanted, rules.stream().map(Rule::id).toList())));
    out().println(rule.id() + " (" + rule.severity().word() + ", " + rule.axis().meaning() + ")");
    out().println(rule.title());
    out().println();
    out().println(rule.help());
    Optional<ChangeRule> change = ChangeRules.find(rule.id());
    change.ifPresent(c -> effects(c.effects()));
    String cases = RESOURCES + (change.isPresent() ? "cases/" : "lint/") + rule.id() + "/";
    for (String file :
        List.of(
            "older.avsc",
            "old.avsc",
            "released.avsc",
            "new.avsc",
            "OrderPlaced.avsc",
            "old.yaml",
            "accord.yaml")) {
      show(cases + file, file);
    }
    show(cases + "expected.json", "what accord check says");
    show(cases + "expected.txt", "what accord lint says");
    out().flush();
    return ExitCodes.CLEAN;
  }

  private void effects(Effects effects) {
    out().println();
    out().println("New readers of old data: " + said(effects.backward()));
    out().println("Old readers of new data: " + said(effects.forward()));
    out()
        .println(
            "JSON, new readers: "
                + said(effects.jsonBackward())
                + "; old readers: "
                + said(effects.jsonForward()));
    out().println("Generated classes: " + effects.source().word());
  }

  private static String said(Effect effect) {
    return switch (effect) {
      case OK -> "read every value as it was sent";
      case ALTERED -> "read some values as others";
      case SOME -> "fail at some values";
      case FAILS -> "fail at every value";
    };
  }

  private void show(String resource, String title) throws IOException {
    try (InputStream in = ExplainVerb.class.getResourceAsStream(resource)) {
      if (in != null) {
        out().println("\n--- " + title);
        out().println(new String(in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing());
      }
    }
  }
}
