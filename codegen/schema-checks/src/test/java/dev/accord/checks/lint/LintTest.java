package dev.accord.checks.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.checks.finding.Finding;
import dev.accord.checks.finding.Severity;
import dev.accord.checks.lint.LintRule.Strictness;
import dev.accord.model.config.ConfigReader;
import dev.accord.model.contracts.Contracts;
import dev.accord.model.schema.SchemaSet;
import dev.accord.model.source.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LintTest {
  private static final SourceFile ORDER =
      new SourceFile(
          "OrderPlaced.avsc",
          """
          {"type": "record", "name": "OrderPlaced", "namespace": "shop", "fields": [
            {"name": "orderId", "type": "long"},
            {"name": "note", "type": ["null", "string"]},
            {"name": "count", "type": "int", "default": "1"},
            {"name": "net", "type": "Money"},
            {"name": "gross", "type": "Money"}]}
          """);
  private static final SourceFile MONEY =
      new SourceFile(
          "Money.avsc",
          """
          {"type": "record", "name": "Money", "namespace": "shop", "fields": [
            {"name": "amount", "type": "double"}]}
          """);

  @ParameterizedTest
  @CsvSource({
    "minimal, DEFAULT_IS_VALID",
    "standard, DEFAULT_IS_VALID DOC_REQUIRED MONEY_IS_DECIMAL NULLABLE_NEEDS_DEFAULT",
    "strict, DEFAULT_IS_VALID DOC_REQUIRED DOC_STATES_UNIT ID_IS_STRING_OR_UUID MONEY_IS_DECIMAL"
        + " NULLABLE_NEEDS_DEFAULT"
  })
  void eachProfileAsksWhatTheMilderOneAsksAndMore(String profile, String rules) {
    assertThat(rules(Lint.run(contracts("profile: " + profile, List.of(ORDER, MONEY)))))
        .isEqualTo(rules);
  }

  @Test
  void aRuleThatIsNamedIsAskedInAnyProfile() {
    var config = "profile: minimal\nseverities:\n  ID_IS_STRING_OR_UUID: error";
    assertThat(rules(Lint.run(contracts(config, List.of(ORDER, MONEY)))))
        .isEqualTo("DEFAULT_IS_VALID ID_IS_STRING_OR_UUID");
  }

  @Test
  void onlyWhatBreaksThingsIsAnErrorByDefault() {
    assertThat(LintRules.rules())
        .allSatisfy(
            rule ->
                assertThat(rule.rule().severity() == Severity.ERROR)
                    .as(rule.rule().id())
                    .isEqualTo(rule.strictness() == Strictness.MINIMAL));
  }

  @Test
  void aSharedTypeIsJudgedOnceUnderItsOwnName() {
    assertThat(Lint.run(contracts("", List.of(ORDER, MONEY))))
        .filteredOn(finding -> finding.rule().id().equals("MONEY_IS_DECIMAL"))
        .extracting(Finding::event)
        .containsExactly("shop.Money");
  }

  @Test
  void typesOfALibraryAreNotOurs() {
    var library = SchemaSet.read(List.of(MONEY), SchemaSet.empty());
    var config = ConfigReader.read(new SourceFile("accord.yaml", "profile: strict"));
    var contracts = Contracts.of(config, SchemaSet.read(List.of(ORDER), library));
    assertThat(Lint.run(contracts))
        .extracting(finding -> finding.location().file())
        .containsOnly("OrderPlaced.avsc");
  }

  private static Contracts contracts(String config, List<SourceFile> files) {
    return Contracts.of(
        ConfigReader.read(new SourceFile("accord.yaml", config.isEmpty() ? "schemas: ." : config)),
        SchemaSet.read(files, SchemaSet.empty()));
  }

  private static String rules(List<Finding> findings) {
    return String.join(
        " ", findings.stream().map(finding -> finding.rule().id()).sorted().distinct().toList());
  }
}
