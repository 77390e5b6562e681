package dev.accord.checks.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accord.checks.finding.Finding;
import dev.accord.checks.finding.FindingReport;
import dev.accord.checks.finding.Fingerprint;
import dev.accord.checks.rule.ChangeRules;
import dev.accord.checks.rule.FieldRules;
import dev.accord.model.config.AccordConfig;
import dev.accord.model.config.ConfigReader;
import dev.accord.model.schema.SchemaSet;
import dev.accord.model.source.Location;
import dev.accord.model.source.SourceFile;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PolicyTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);
  private static final Finding FINDING = finding("schemas/order/Order.avsc");

  @Test
  void aLiveWaiverTakesTheFindingAwayAndSaysNothing() {
    assertThat(apply(waiver(FINDING.fingerprint().value(), "2026-06-01"))).isEmpty();
  }

  @Test
  void anExpiredWaiverIsAFindingBesideTheOneItExcused() {
    assertThat(apply(waiver(FINDING.fingerprint().value(), "2026-05-31")))
        .containsExactly("WAIVER_EXPIRED error", "FIELD_REMOVED_NO_DEFAULT error");
  }

  @Test
  void aWaiverThatMatchesNothingIsAFinding() {
    assertThat(apply(waiver("0000000000000000", "2027-01-01")))
        .containsExactly("WAIVER_UNUSED warn", "FIELD_REMOVED_NO_DEFAULT error");
  }

  @Test
  void severitiesGoByRuleAndNamespace() {
    assertThat(apply("severities: {FIELD_REMOVED_NO_DEFAULT: warn}"))
        .containsExactly("FIELD_REMOVED_NO_DEFAULT warn");
    assertThat(apply("severities: {FIELD_REMOVED_NO_DEFAULT: {'shop.*': off}}")).isEmpty();
    assertThat(apply("severities: {FIELD_REMOVED_NO_DEFAULT: {'store.**': off}}")).hasSize(1);
  }

  @Test
  void ignoresGoByPathAndRule() {
    assertThat(apply("ignore: [schemas/order/**]")).isEmpty();
    assertThat(apply("ignore: ['order/*.avsc']")).isEmpty();
    assertThat(apply("ignore: ['*.avsc']")).isEmpty();
    assertThat(apply("ignore: [{path: 'schemas/**', rules: [DOC_CHANGED]}]")).hasSize(1);
    assertThat(apply("ignore: [payment/**]")).hasSize(1);
  }

  @Test
  void aFrozenFindingIsGone() {
    var policy =
        Policy.of(
            AccordConfig.defaults(),
            SchemaSet.empty(),
            ChangeRules.rules(),
            List.of(FINDING.fingerprint()));
    assertThat(policy.apply(FindingReport.lint(1, List.of(FINDING)), List::of, TODAY).findings())
        .isEmpty();
  }

  @Test
  void anUnknownRuleNamesTheNearest() {
    assertThatThrownBy(() -> apply("severities: {FIELD_REMOVED_NO_DEFAUL: off}"))
        .hasMessage(
            "accord.yaml:1:14: no rule FIELD_REMOVED_NO_DEFAUL; did you mean"
                + " \"FIELD_REMOVED_NO_DEFAULT\"?");
  }

  @Test
  void anElementOfASchemaSwitchesARuleOffForItselfAndWhatIsInside() {
    assertThat(inline("\"FIELD_REMOVED_NO_DEFAULT\"")).isEmpty();
  }

  @Test
  void anInlineIgnoreThatCoversNothingIsAFinding() {
    assertThat(inline("\"DOC_CHANGED\""))
        .containsExactly("FIELD_REMOVED_NO_DEFAULT error", "IGNORE_UNUSED warn");
  }

  @Test
  void anInlineIgnoreNamesRulesThatExist() {
    assertThatThrownBy(() -> inline("\"DOC_CHANGD\""))
        .hasMessageContaining("no rule DOC_CHANGD; did you mean \"DOC_CHANGED\"?");
    assertThatThrownBy(() -> inline("7")).hasMessageContaining("takes a list of rule ids");
  }

  private static List<String> inline(String rules) {
    String file = "schemas/order/Order.avsc";
    String schema =
        "{\"type\": \"record\", \"name\": \"Order\", \"accord.ignore\": [RULES], \"fields\": []}";
    var types =
        SchemaSet.read(
            List.of(new SourceFile(file, schema.replace("RULES", rules))), SchemaSet.empty());
    return Policy.of(AccordConfig.defaults(), types, ChangeRules.rules(), List.of())
        .apply(FindingReport.lint(1, List.of(FINDING)), List::of, TODAY)
        .findings()
        .stream()
        .map(f -> f.rule().id() + " " + f.severity().word())
        .toList();
  }

  private static List<String> apply(String yaml) {
    var config = ConfigReader.read(new SourceFile("accord.yaml", yaml));
    return Policy.of(config, SchemaSet.empty(), ChangeRules.rules(), List.of())
        .apply(FindingReport.lint(1, List.of(FINDING)), List::of, TODAY)
        .findings()
        .stream()
        .map(f -> f.rule().id() + " " + f.severity().word())
        .toList();
  }

  private static String waiver(String fingerprint, String until) {
    return "waivers: [{fingerprint: '"
        + fingerprint
        + "', owner: a, reason: b, until: "
        + until
        + "}]";
  }

  private static Finding finding(String file) {
    var rule = FieldRules.FIELD_REMOVED_NO_DEFAULT.rule();
    return Finding.lint(
        rule,
        "shop.Order",
        "Order.total",
        Location.startOf(file),
        "gone",
        "put it back",
        Fingerprint.of(rule, "shop.Order", "total"));
  }
}
