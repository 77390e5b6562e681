package dev.accord.checks.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.checks.decode.DecoderTrial;
import dev.accord.checks.diff.Change;
import dev.accord.checks.diff.SchemaDiff;
import dev.accord.checks.finding.Severity;
import dev.accord.model.config.AccordConfig;
import dev.accord.model.contracts.Baseline;
import dev.accord.model.contracts.Baseline.Version;
import dev.accord.model.contracts.Contracts;
import dev.accord.model.contracts.EventSchema;
import dev.accord.model.schema.SchemaSet;
import dev.accord.model.source.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No rule is known to miss what Avro does, so here rules are left out on purpose. */
final class AvroTrialTest {
  private static final Weights WEIGHTS =
      new Weights(CompatibilityLevel.FULL_TRANSITIVE, false, Severity.WARN, false);
  private static final EventSchema PLAIN = event("[]");
  private static final EventSchema MORE = event("[{\"name\": \"n\", \"type\": \"int\"}]");

  @Test
  void whatTheDecoderDoesAndNoRuleTellsIsAFinding() {
    assertThat(unexplained(PLAIN, MORE, List.of()))
        .extracting(change -> change.rule().id())
        .containsOnly("CHECK_DISAGREES_WITH_DECODER")
        .hasSize(2);
    assertThat(unexplained(PLAIN, MORE, List.of()))
        .extracting(Change::message)
        .anySatisfy(message -> assertThat(message).contains("new readers of old data", "decoder"))
        .anySatisfy(message -> assertThat(message).contains("READER_FIELD_MISSING_DEFAULT_VALUE"));
  }

  @Test
  void whatARuleTellsIsNotToldAgain() {
    assertThat(unexplained(PLAIN, MORE, SchemaDiff.between(PLAIN, MORE))).isEmpty();
  }

  private static List<Change> unexplained(
      EventSchema before, EventSchema after, List<Change> changes) {
    var version = new Version(0, before);
    var comparison =
        new Comparison(new Baseline("old", List.of(version)), version, after, true, changes);
    return AvroTrial.run(comparison, WEIGHTS.promised(), new DecoderTrial(1))
        .unexplained(comparison, WEIGHTS);
  }

  private static EventSchema event(String fields) {
    String text = "{\"type\": \"record\", \"name\": \"shop.Order\", \"fields\": " + fields + "}";
    SchemaSet types =
        SchemaSet.read(List.of(new SourceFile("Order.avsc", text)), SchemaSet.empty());
    return Contracts.of(AccordConfig.defaults(), types).events().get(0);
  }
}
