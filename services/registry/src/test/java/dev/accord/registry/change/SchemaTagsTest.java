package dev.accord.registry.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accord.registry.change.SchemaRequest.TagChanges;
import dev.accord.registry.language.EntityTags;
import dev.accord.registry.problem.RegistryProblem;
import dev.accord.registry.schema.Metadata;
import dev.accord.registry.subject.StoredSchema;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Tags that come with a registration. */
class SchemaTagsTest {
  private static final String PLAIN = text("");
  private static final String TAGGED = text(",\"confluent:tags\":[\"PII\"]");
  private static final TagChanges PROPAGATED = new TagChanges(List.of(), List.of(), true);

  private final Script script = new Script();

  @Test
  void addedTagsAreInTheTextAndTheVersionIsKeptInTheMetadata() {
    var added = register(PLAIN, new TagChanges(List.of(tag("a.R.ssn", "PII")), List.of(), false));
    assertThat(added.content().text()).contains("\"confluent:tags\":[\"PII\"]");
    assertThat(added.content().metadataOrEmpty().property(Metadata.VERSION_PROPERTY)).contains("1");
  }

  @Test
  void removedTagsAreGoneFromTheText() {
    var removed =
        register(TAGGED, new TagChanges(List.of(), List.of(tag("a.R.ssn", "PII")), false));
    assertThat(removed.content().text()).doesNotContain("confluent:tags");
  }

  @Test
  void theSameRequestTwiceMakesOneVersion() {
    var changes = new TagChanges(List.of(tag("a.R.ssn", "PII")), List.of(), false);
    assertThat(register(PLAIN, changes).version()).isEqualTo(1);
    assertThat(register(PLAIN, changes).version()).isEqualTo(1);
  }

  @Test
  void aTagForAPartThatIsNotThereIsRefused() {
    var unknown = new TagChanges(List.of(tag("a.R.none", "PII")), List.of(), false);
    assertThatThrownBy(() -> register(PLAIN, unknown))
        .isInstanceOf(RegistryProblem.class)
        .hasMessageContaining("a.R.none");
    assertThat(script.written()).isEmpty();
  }

  @Test
  void propagatedTagsComeFromTheLatestVersionToThePartsThatAreStillThere() {
    var first = register(TAGGED, TagChanges.NONE);
    var next =
        PLAIN.replace(
            "\"fields\":[", "\"fields\":[{\"name\":\"b\",\"type\":\"int\",\"default\":0},");
    assertThat(register(next, PROPAGATED).content().text())
        .contains("\"name\":\"b\"")
        .contains("\"confluent:tags\":[\"PII\"]");
    assertThat(register(PLAIN, PROPAGATED).id()).isEqualTo(first.id());
    var without = "{\"type\":\"record\",\"name\":\"R\",\"namespace\":\"a\",\"fields\":[]}";
    assertThat(register(without, PROPAGATED).content().text()).doesNotContain("confluent:tags");
  }

  @Test
  void withoutBeingAskedForTagsAreNotPropagated() {
    var unused = register(TAGGED, TagChanges.NONE);
    assertThat(register(PLAIN, TagChanges.NONE).content().text()).doesNotContain("confluent:tags");
  }

  private StoredSchema register(String text, TagChanges tags) {
    return script.register(
        "s", new SchemaRequest(text, null, List.of(), null, null, 0, -1, false, tags));
  }

  private static EntityTags tag(String path, String tag) {
    return new EntityTags(path, true, new TreeSet<>(List.of(tag)));
  }

  private static String text(String members) {
    return "{\"type\":\"record\",\"name\":\"R\",\"namespace\":\"a\",\"fields\":["
        + "{\"name\":\"ssn\",\"type\":\"string\""
        + members
        + "}]}";
  }
}
