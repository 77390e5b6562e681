package dev.accord.registry.subject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.registry.schema.SchemaContent;
import org.junit.jupiter.api.Test;

class RegistryStateTest {
  private static final SchemaContent ONE = SchemaContent.of("AVRO", "\"string\"");
  private static final SchemaContent OTHER = SchemaContent.of("AVRO", "\"int\"");
  private final RegistryState state =
      RegistryState.empty(CompatibilityLevel.BACKWARD).apply(put("s", 1, ONE), 0);

  @Test
  void aRecordWhoseIdStandsForAnotherSchemaIsRefused() {
    assertThat(state.refusal(put("t", 1, OTHER)))
        .contains("id 1 of t version 1 already stands for another schema");
    assertThat(state.refusal(put("t", 1, ONE))).isEmpty();
    assertThat(state.refusal(put("t", 2, OTHER))).isEmpty();
    assertThat(state.refusal(put(":.other:t", 1, OTHER))).isEmpty();
  }

  @Test
  void theOnlyVersionWithAnIdMayChangeWhatItStandsFor() {
    assertThat(state.refusal(put("s", 1, OTHER))).isEmpty();
    var shared = state.apply(put("t", 1, ONE), 0);
    assertThat(shared.refusal(put("s", 1, OTHER))).isNotEmpty();
  }

  private static RegistryRecord put(String subject, int id, SchemaContent content) {
    return new RegistryRecord.SchemaPut(
        new SubjectVersion(Subject.parse(subject), 1), id, content, false);
  }
}
