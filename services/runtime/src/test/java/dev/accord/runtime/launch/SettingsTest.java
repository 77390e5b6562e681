package dev.accord.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  private enum Protocol {
    CLASSIC,
    NEXT_GENERATION
  }

  @TempDir Path folder;

  @Test
  void anOptionWinsOverTheEnvironmentOverTheFileOverTheDefault() throws IOException {
    var file = file("service.yaml", "a:\n  one: file\n  two: file\n  three: file\n");
    var settings =
        settings(
            Map.of("ACCORD_A_ONE", "environment", "ACCORD_A_TWO", "environment"),
            "--config=" + file,
            "--a.one=option");

    assertThat(settings.text("a.one", "default")).isEqualTo("option");
    assertThat(settings.text("a.two", "default")).isEqualTo("environment");
    assertThat(settings.text("a.three", "default")).isEqualTo("file");
    assertThat(settings.text("a.four", "default")).isEqualTo("default");
    settings.check();
  }

  @Test
  void aFamilyOfKeysIsPassedOnAndEveryOtherNameIsRefused() {
    var settings = Settings.of(Map.of("kafka.ssl.protocol", "TLSv1.3", "kafka.ssl.protocl", "x"));

    assertThat(settings.passedOn("kafka.", Set.of("ssl.protocol", "sasl.mechanism")))
        .isEqualTo(Map.of("ssl.protocol", "TLSv1.3"));
    assertThatThrownBy(settings::check)
        .hasMessageContaining("kafka.ssl.protocl")
        .hasMessageContaining("did you mean \"kafka.ssl.protocol\"?");
  }

  @Test
  void readsEveryKindOfValue() {
    var settings =
        Settings.of(
            Map.of(
                "port", "0",
                "time", "250ms",
                "long-time", "7d",
                "size", "64KiB",
                "on", "true",
                "topics", "orders, payments,",
                "protocol", "next-generation",
                "password", "s3cret"));

    assertThat(settings.port("port", 8080)).isZero();
    assertThat(time(settings, "time")).isEqualTo(Duration.ofMillis(250));
    assertThat(time(settings, "long-time")).isEqualTo(Duration.ofDays(7));
    assertThat(settings.bytes("size", 1, 1, 1 << 20)).isEqualTo(65_536);
    assertThat(settings.flag("on", false)).isTrue();
    assertThat(settings.list("topics", List.of())).containsExactly("orders", "payments");
    assertThat(settings.choice("protocol", Protocol.CLASSIC)).isEqualTo(Protocol.NEXT_GENERATION);
    assertThat(settings.secret("password", "")).isEqualTo("s3cret");
    settings.check();
  }

  @Test
  void anUnknownKeyNamesItsPlaceAndTheNearestKnownOne() throws IOException {
    var file = file("service.yaml", "outbox:\n  poll: 1s\n  bacth-rows-max: 5\n");
    var settings =
        settings(
            Map.of("ACCORD_OUTBOX_POL", "2s", "PATH", "/bin"),
            "--config",
            file,
            "--otubox.poll=3s");
    var unusedPoll = time(settings, "outbox.poll");
    int unusedRows = settings.integer("outbox.batch-rows-max", 100, 1, 1_000);

    assertThat(problems(settings))
        .containsExactly(
            "unknown key \"otubox.poll\" (option --otubox.poll), did you mean \"outbox.poll\"?",
            "unknown variable \"ACCORD_OUTBOX_POL\" (environment ACCORD_OUTBOX_POL), did you mean"
                + " \"ACCORD_OUTBOX_POLL\"?",
            "unknown key \"outbox.bacth-rows-max\" ("
                + file
                + ":3), did you mean \"outbox.batch-rows-max\"?");
  }

  @Test
  void aKeyLikeNoOtherPointsToTheHelp() {
    assertThat(problems(Settings.of(Map.of("colour", "red"))))
        .containsExactly("unknown key \"colour\" (option --colour): --help lists the known ones");
  }

  @Test
  void everyBadValueIsReportedAtOnceWithItsUnitAndRange() {
    var settings =
        Settings.of(
            Map.of(
                "http.port", "99999",
                "poll", "5",
                "rows", "many",
                "size", "1GiB",
                "on", "yes",
                "protocol", "raft"));

    assertThat(settings.port("http.port", 8080)).isEqualTo(8080);
    var unusedTime = time(settings, "poll");
    int unusedRows = settings.integer("rows", 1, 1, 10);
    int unusedSize = settings.bytes("size", 1024, 1, 1 << 20);
    boolean unusedFlag = settings.flag("on", false);
    var unusedChoice = settings.choice("protocol", Protocol.CLASSIC);
    var unusedText = settings.requiredText("kafka.bootstrap");

    assertThat(problems(settings))
        .containsExactly(
            "http.port = \"99999\" (option --http.port): must be a whole number from 0 to 65535",
            "poll = \"5\" (option --poll): must be a time from 1ms to 30d (ms, s, m, h or d)",
            "rows = \"many\" (option --rows): must be a whole number from 1 to 10",
            "size = \"1GiB\" (option --size): must be a size from 1 to 1MiB (bytes, KiB or MiB)",
            "on = \"yes\" (option --on): must be true or false",
            "protocol = \"raft\" (option --protocol): must be one of classic, next-generation",
            "kafka.bootstrap is missing: give --kafka.bootstrap=VALUE or ACCORD_KAFKA_BOOTSTRAP");
  }

  @Test
  void aSecretIsNeverShown() {
    var settings = Settings.of(Map.of("password", "s3cret", "pasword", "s3cret"));
    assertThat(settings.secret("password", "fallback-s3cret")).isEqualTo("s3cret");

    assertThat(problems(settings).toString()).doesNotContain("s3cret");
    assertThat(settings.known().toString()).doesNotContain("s3cret");
  }

  @Test
  void aYamlFileKeepsTheSpellingOfItsScalarsAndJoinsLists() throws IOException {
    var file = file("s.yaml", "port: 0010\nanswer: no\ntopics: [orders, payments]\nempty:\n");
    var settings = settings(Map.of(), "--config=" + file);

    assertThat(settings.text("port", "")).isEqualTo("0010");
    assertThat(settings.text("answer", "")).isEqualTo("no");
    assertThat(settings.list("topics", List.of())).containsExactly("orders", "payments");
    assertThat(settings.text("empty", "default")).isEmpty();
    settings.check();
  }

  @Test
  void aPropertiesFileIsReadToo() throws IOException {
    var file = file("s.properties", "http.port = 81\n");
    var settings = settings(Map.of("ACCORD_CONFIG", file));

    assertThat(settings.port("http.port", 80)).isEqualTo(81);
    settings.check();
  }

  @Test
  void aBrokenFileNamesTheLine() throws IOException {
    refuses(file("s.yaml", "a: 1\na: 2\n"), "s.yaml:2: a is given twice");
    refuses(file("s.yaml", "a: 1\n b: [\n"), "s.yaml:2: mapping values are not allowed here");
    refuses(file("s.yaml", "- a\n"), "s.yaml:1: must be a map of keys to values");
    refuses(file("s.yaml", "a: [{b: 1}]\n"), "s.yaml:1: a must be a value or a list of values");
    refuses(folder.resolve("absent.yaml").toString(), "absent.yaml does not exist");
  }

  @Test
  void anArgumentThatIsNoOptionIsRefused() {
    assertThatThrownBy(() -> CommandLine.parse(List.of("start", "--a=1", "--a=2")))
        .hasMessage("\"start\" is no option: write --key=value; option --a is given twice");
  }

  @Test
  void anEmptyVariableCountsAsAbsent() {
    var settings = settings(Map.of("ACCORD_A", ""));
    assertThat(settings.text("a", "default")).isEqualTo("default");
    settings.check();
  }

  private static Duration time(Settings settings, String key) {
    return settings.duration(key, Duration.ofSeconds(1), Duration.ofMillis(1), Duration.ofDays(30));
  }

  private static List<String> problems(Settings settings) {
    var refusal = catchThrowableOfType(SettingsException.class, settings::check);
    return Optional.ofNullable(refusal).map(SettingsException::problems).orElse(List.of());
  }

  private static void refuses(String file, String sentence) {
    assertThatThrownBy(() -> settings(Map.of(), "--config=" + file))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(sentence);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static Settings settings(Map<String, String> environment, String... args) {
    return new Settings(SettingSources.of(CommandLine.parse(Arrays.asList(args)), environment));
  }
}
