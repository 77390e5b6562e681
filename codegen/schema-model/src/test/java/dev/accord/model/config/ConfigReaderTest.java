package dev.accord.model.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.accord.model.config.AccordConfig.TypeName;
import dev.accord.model.source.InvalidSourceException;
import dev.accord.model.source.Problem;
import dev.accord.model.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ConfigReaderTest {

  @Test
  void readsEveryKey() {
    AccordConfig config =
        read(
            """
            schemas: schemas
            released: history
            version: 1.4.0
            naming: topic-record-name
            compatibility: BACKWARD
            profile: strict
            json: true
            source: error
            topics:
              orders: {key: id, keySchema: shop.Key, partitions: 4, cleanup: compact, owner: order,
                       events: [shop.Order]}
            subjects:
              - {event: shop.Order, subject: legacy-orders, compatibility: FULL}
            severities:
              DOC_REQUIRED: off
              FIELD_CASE: {"shop.legacy.**": info}
            ignore: [legacy/**, {path: "old/*.avsc", rules: [DOC_REQUIRED]}]
            waivers:
              - {fingerprint: 0123456789ab, owner: order, reason: agreed, until: 2027-01-31}
            reserved: {shop.Order: [note]}
            stability: {shop.Order: draft}
            lint: {fieldCase: snake, docLengthMin: 5, pastTense: [Gone]}
            """);
    assertThat(config.subjectOf("shop.Order")).isEqualTo("legacy-orders");
    assertThat(config.subjectOf("shop.Other")).isEqualTo("shop.Other");
    assertThat(config.compatibilityOf("shop.Order")).isEqualTo("FULL");
    assertThat(config.compatibilityOf("shop.Other")).isEqualTo("BACKWARD");
    assertThat(config.topics().get(0).keySchema()).isEqualTo("shop.Key");
    assertThat(config.severities()).extracting("severity").containsExactly("off", "info");
    assertThat(config.ignores()).extracting("path").containsExactly("legacy/**", "old/*.avsc");
    assertThat(config.waivers().get(0).until()).isEqualTo(LocalDate.of(2027, 1, 31));
    assertThat(config.lint().fieldCase()).isEqualTo("snake");
  }

  @Test
  void anEmptyFileMeansTheDefaults() {
    AccordConfig config = read("");
    assertThat(config.schemas()).isEqualTo("schemas");
    assertThat(config.compatibility()).isEqualTo("FULL_TRANSITIVE");
    assertThat(config.naming()).isEqualTo(SubjectNaming.TOPIC_RECORD_NAME);
  }

  @Test
  void reportsEveryFaultWithItsPlaceAndTheNearestKey() {
    assertThat(
            problems(
                """
                comptibility: FULL
                naming: topic
                topics:
                  orders: {evnts: [a.B], partitions: many}
                waivers:
                  - {fingerprint: 12, owner: me, until: soon}
                severities: {DOC_REQUIRED: fatal}
                """))
        .containsExactly(
            "accord.yaml:1:1: unknown key \"comptibility\"; did you mean \"compatibility\"?",
            "accord.yaml:2:9: expected one of topic-name, record-name, topic-record-name, found"
                + " \"topic\"",
            "accord.yaml:4:12: unknown key \"evnts\"; did you mean \"events\"?",
            "accord.yaml:4:38: expected a whole number from 1 to 100000, found \"many\"",
            "accord.yaml:7:28: expected one of off, info, warn, error, found \"fatal\"",
            "accord.yaml:6:5: \"reason\" is missing: why this break is acceptable",
            "accord.yaml:6:41: expected a day such as 2027-03-31, found \"soon\"");
  }

  @Test
  void saysWhereTheYamlIsBroken() {
    assertThat(problems("schemas: [a\nnaming: b")).first().asString().startsWith("accord.yaml:2:");
    assertThat(problems("a: &x [*x]")).first().asString().contains("accord.yaml:1:");
  }

  @Test
  void thePageAboutTheFileNamesEveryKeyAndEveryDefault() throws IOException {
    String page = Files.readString(Path.of("ACCORD-YAML.md"));
    String example =
        page.lines()
            .filter(line -> line.isEmpty() || line.startsWith("    "))
            .collect(Collectors.joining("\n"));
    AccordConfig config = read(example);
    var keys = new TreeSet<String>(ConfigReader.KEYS);
    keys.addAll(ConfigReader.TOPIC_KEYS);
    keys.addAll(ConfigReader.LINT_KEYS);
    assertThat(keys).allSatisfy(key -> assertThat(example).containsPattern("(?m)^ +" + key + ":"));
    AccordConfig absent = AccordConfig.defaults();
    assertThat(config.compatibility()).isEqualTo(absent.compatibility());
    assertThat(config.profile()).isEqualTo(absent.profile());
    assertThat(config.naming()).isEqualTo(absent.naming());
    assertThat(config.source()).isEqualTo(absent.source());
    assertThat(config.lint())
        .usingRecursiveComparison()
        .ignoringFields("pastTense")
        .isEqualTo(absent.lint());
    assertThat(config.names())
        .extracting(TypeName::fullName)
        .containsExactly(
            "shop.OrderPlaced",
            "shop.OrderPaid",
            "shop.OrderKey",
            "shop.OrderPaid",
            "shop.OrderPlaced",
            "shop.OrderPaid");
  }

  private static AccordConfig read(String text) {
    return ConfigReader.read(new SourceFile("accord.yaml", text));
  }

  private static List<String> problems(String text) {
    var thrown = catchThrowableOfType(InvalidSourceException.class, () -> read(text));
    return thrown.problems().stream().map(Problem::toString).toList();
  }
}
