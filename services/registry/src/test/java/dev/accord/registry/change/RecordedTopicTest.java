package dev.accord.registry.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.registry.log.RecordCodec;
import dev.accord.registry.log.RecordedTopic;
import dev.accord.registry.subject.Mode;
import dev.accord.registry.subject.RegistryState;
import dev.accord.registry.subject.Setting;
import dev.accord.registry.subject.StoredSchema;
import dev.accord.registry.subject.Subject;
import dev.accord.registry.subject.SubjectVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A topic that Confluent's server wrote gives the state that it had. */
class RecordedTopicTest {
  @ParameterizedTest
  @ValueSource(strings = {"8.3.1", "7.9.9"})
  void everyRecordIsSound(String release) throws Exception {
    var state = RegistryState.empty(CompatibilityLevel.BACKWARD);
    for (var line : RecordedTopic.of(release).lines()) {
      var record = RecordCodec.decode(line.record());
      assertThat(state.refusal(record)).as(line.key()).isEmpty();
      state = state.apply(record, line.offset());
    }
  }

  @Test
  void versionsAndDeletionsAreAsTheyWere() throws Exception {
    var state = replay("8.3.1");
    assertThat(numbers(state, "s")).containsExactly(1, 2, 3);
    assertThat(numbers(state, "m")).containsExactly(2, 5, 6, 7);
    // Version 1 and 2 are gone for good.
    assertThat(numbers(state, "d")).isEmpty();
    // The subject was deleted with versions 2 and 3, then version 2 gave way to version 4.
    assertThat(numbers(state, "d2")).containsExactly(3, 4);
    assertThat(state.liveNewestFirst(subject("d2")))
        .extracting(StoredSchema::version)
        .containsOnly(4);
    assertThat(state.latest(subject("d3"))).map(StoredSchema::id).contains(113);
    assertThat(state.latest(subject("é"))).isPresent();
    assertThat(state.latest(subject("a/b"))).isPresent();
  }

  @Test
  void idsAreSharedWithinAContextAndCountedOnPerContext() throws Exception {
    var state = replay("8.3.1");
    assertThat(state.uses(".", 1))
        .extracting(use -> use.subject().name())
        .containsExactly("new", "s", "s2");
    assertThat(state.idMax(".")).isEqualTo(125);
    assertThat(state.contextNames()).containsExactly(".", ".ctx");
    assertThat(state.idMax(".ctx")).isEqualTo(2);
    assertThat(state.content(".ctx", 1)).isEqualTo(state.content(".", 106));
    // Permanently deleted and registered again: the id is a new one.
    assertThat(state.content(".", 112)).isEmpty();
  }

  @Test
  void settingsAreAsTheyWere() throws Exception {
    var state = replay("8.3.1");
    assertThat(state.config(subject("c")).level()).contains(CompatibilityLevel.NONE);
    assertThat(state.config(subject("kx")).level()).contains(CompatibilityLevel.FULL_TRANSITIVE);
    assertThat(state.config(subject(":.ctx:anything")).level()).contains(CompatibilityLevel.NONE);
    assertThat(state.config(subject("s")).level()).contains(CompatibilityLevel.BACKWARD);
    // The config found counts whole: this one has no level, so the server's counts.
    assertThat(state.config(subject("cg")).level()).contains(CompatibilityLevel.BACKWARD);
    assertThat(state.config(subject("cg")).text(Setting.GROUP)).contains("app.major");
    assertThat(state.mode(subject("m"))).isEqualTo(Mode.READWRITE);
    assertThat(state.resolveAlias(subject("al"))).isEqualTo(subject("nn"));
  }

  @Test
  void referencesAreKnownFromBothSides() throws Exception {
    var state = replay("8.3.1");
    assertThat(state.referrers(new SubjectVersion(subject("addr"), 1)))
        .extracting(StoredSchema::subject)
        .containsExactly(subject("cust2"));
  }

  private static RegistryState replay(String release) throws Exception {
    var state = RegistryState.empty(CompatibilityLevel.BACKWARD);
    for (var line : RecordedTopic.of(release).lines()) {
      state = state.apply(RecordCodec.decode(line.record()), line.offset());
    }
    return state;
  }

  private static Subject subject(String qualified) {
    return Subject.parse(qualified);
  }

  private static Iterable<Integer> numbers(RegistryState state, String subject) {
    return state.versions(subject(subject)).keySet();
  }
}
