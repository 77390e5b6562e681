package dev.accord.cli.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accord.cli.source.ContractsReader;
import dev.accord.cli.source.FolderTree;
import dev.accord.cli.source.UnreadableException;
import dev.accord.model.config.AccordConfig;
import dev.accord.model.contracts.Baseline;
import dev.accord.model.schema.SchemaSet;
import dev.accord.model.source.InvalidSourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselinesTest {
  private static final String ORDER = schema("Order");
  private static final String CONFIG =
      """
      schemas: schemas
      topics:
        orders:
          key: id
          owner: order
          events: [a.Order]
      """;

  @TempDir Path folder;

  @Test
  void aCommitIsReadWithTheConfigurationOfItsTime() throws Exception {
    var sandbox = GitSandbox.init(folder.resolve("repository"));
    sandbox.commit("flat", Map.of("contracts/Order.avsc", ORDER));
    sandbox.commit(
        "new",
        Map.of(
            "contracts/accord.yaml",
            "schemas: schemas\n",
            "contracts/schemas/B.avsc",
            schema("B")));
    write(sandbox.folder().resolve("contracts/accord.yaml"), CONFIG);
    var baselines = baselines(sandbox.folder().resolve("contracts"), List.of("mvn"));
    assertThat(described(baselines.open(BaselineSpec.parse("git:HEAD"))))
        .containsExactly("git:HEAD a.B a.B");
    assertThat(described(baselines.open(BaselineSpec.parse("git:HEAD~1"))))
        .as("without accord.yaml the current one says what the subjects are")
        .containsExactly("git:HEAD~1 orders-a.Order a.Order");
  }

  @Test
  void aFolderIsASnapshot() throws Exception {
    var other = contracts(folder.resolve("other"));
    assertThat(described(baselines().open(BaselineSpec.parse(other.toString()))))
        .containsExactly(other + " orders-a.Order a.Order");
  }

  @Test
  void aContractsJarIsASnapshot() throws Exception {
    var jar = jar(Map.of("contracts/accord.yaml", CONFIG, "contracts/schemas/Order.avsc", ORDER));
    assertThat(described(baselines().open(BaselineSpec.parse(jar.toString()))))
        .containsExactly(jar + " orders-a.Order a.Order");
  }

  @Test
  void aClientJarIsReadThroughItsIndexAndMayHoldASharedTypeTwice() throws Exception {
    var jar =
        jar(
            Map.of(
                "META-INF/accord/events.json",
                    """
                    [{"event": "a.Order", "subject": "orders-a.Order", "schema": "s/a.Order.avsc"},
                     {"event": "a.Bill", "subject": "bills-a.Bill", "schema": "s/a.Bill.avsc"}]
                    """,
                "s/a.Order.avsc", schema("Order", schema("Money")),
                "s/a.Bill.avsc", schema("Bill", schema("Money"))));
    assertThat(described(baselines().open(BaselineSpec.parse(jar.toString()))))
        .containsExactly(jar + " orders-a.Order a.Order", jar + " bills-a.Bill a.Bill");
  }

  @Test
  void theReleasedHistoryIsInTheOrderOfNumbers() throws Exception {
    var contracts = contracts(folder.resolve("contracts"));
    for (var file : List.of("orders-a.Order/10", "orders-a.Order/2", "bills-key/1")) {
      write(contracts.resolve("released/" + file + ".avsc"), ORDER);
    }
    var released = baselines(contracts, List.of("mvn")).open(BaselineSpec.parse("released"));
    assertThat(described(released))
        .containsExactly(
            "released v1 bills-key a.Order key",
            "released v2 orders-a.Order a.Order",
            "released v10 orders-a.Order a.Order");
  }

  @Test
  void aReleasedFileThatIsNoVersionIsNamed() throws Exception {
    var contracts = contracts(folder.resolve("contracts"));
    write(contracts.resolve("released/orders-a.Order/latest.avsc"), ORDER);
    assertThatThrownBy(() -> baselines(contracts, List.of("mvn")).open(new BaselineSpec.Released()))
        .isInstanceOf(InvalidSourceException.class)
        .hasMessageContaining("orders-a.Order/latest.avsc:1:1: a released version is");
  }

  @Test
  void withoutHistoryAndConfigurationThereIsNothingToCompareWith() throws Exception {
    var bare = folder.resolve("bare");
    write(bare.resolve("Order.avsc"), ORDER);
    assertThatThrownBy(() -> baselines(bare, List.of("mvn")).open(new BaselineSpec.Released()))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("nothing to compare with")
        .hasMessageContaining("--against");
    var configured = contracts(folder.resolve("configured"));
    assertThat(baselines(configured, List.of("mvn")).open(new BaselineSpec.Released()).versions())
        .as("the first release is still to come")
        .isEmpty();
  }

  @Test
  void anArtifactComesFromTheLocalRepository() throws Exception {
    install(jar(Map.of("accord.yaml", CONFIG, "schemas/Order.avsc", ORDER)));
    assertThat(described(baselines().open(BaselineSpec.parse("gav:com.acme:contracts:1.4.0"))))
        .containsExactly("gav:com.acme:contracts:1.4.0 orders-a.Order a.Order");
  }

  @Test
  void anArtifactThatIsNotThereIsFetchedByTheUsersMaven() throws Exception {
    var jar = jar(Map.of("accord.yaml", CONFIG, "schemas/Order.avsc", ORDER));
    var target = localRepository().resolve("com/acme/contracts/1.4.0/contracts-1.4.0.jar");
    var maven = script("mkdir -p " + target.getParent() + "; cp " + jar + " " + target);
    assertThat(described(baselines(contracts(folder.resolve("c")), maven).open(gav())))
        .containsExactly("gav:com.acme:contracts:1.4.0 orders-a.Order a.Order");
  }

  @Test
  void whatMavenCannotFetchIsToldWithTheCommand() throws Exception {
    var failing =
        script(
            "echo '[ERROR] Failed to execute goal org.apache:get:3.9:get (default-cli) on project"
                + " standalone-pom: no such artifact -> [Help 1]'; exit 1");
    assertThatThrownBy(() -> baselines(contracts(folder.resolve("c")), failing).open(gav()))
        .isInstanceOf(UnreadableException.class)
        .hasMessage(
            "gav:com.acme:contracts:1.4.0: no such artifact; run it by hand:"
                + " mvn dependency:get -Dartifact=com.acme:contracts:1.4.0 -Dtransitive=false");
    var none = List.of(folder.resolve("no-such-command").toString());
    assertThatThrownBy(() -> baselines(folder.resolve("c"), none).open(gav()))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("Maven did not start")
        .hasMessageContaining("run: mvn dependency:get");
    var hanging = script("exec sleep 600");
    assertThatThrownBy(() -> baselines(folder.resolve("c"), hanging).open(gav()))
        .hasMessageContaining("Maven did not end within 2 s");
  }

  @Test
  void aFileThatIsNoJarIsNamed() throws Exception {
    write(folder.resolve("x.jar"), "no zip");
    assertThatThrownBy(() -> baselines().open(new BaselineSpec.Jar(folder.resolve("x.jar"))))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("cannot read " + folder.resolve("x.jar") + " as a jar");
  }

  private static BaselineSpec gav() {
    return BaselineSpec.parse("gav:com.acme:contracts:1.4.0");
  }

  private static List<String> described(Baseline baseline) {
    return baseline.versions().stream()
        .map(
            version ->
                baseline.labelOf(version)
                    + " "
                    + version.schema().subject()
                    + " "
                    + version.schema().name()
                    + (version.schema().key() ? " key" : ""))
        .toList();
  }

  private Baselines baselines() throws IOException {
    return baselines(contracts(folder.resolve("current")), List.of("mvn"));
  }

  private Baselines baselines(Path contracts, List<String> maven) {
    var current =
        ContractsReader.read(FolderTree.of(contracts), AccordConfig.defaults(), SchemaSet.empty());
    var settings =
        new BaselineSettings(
            localRepository(), maven, Duration.ofSeconds(2), Duration.ofSeconds(2));
    return new Baselines(contracts, current, SchemaSet.empty(), settings);
  }

  private Path localRepository() {
    return folder.resolve("repository-of-maven");
  }

  private void install(Path jar) throws IOException {
    var target = localRepository().resolve("com/acme/contracts/1.4.0");
    Files.createDirectories(target);
    Files.copy(jar, target.resolve("contracts-1.4.0.jar"));
  }

  private List<String> script(String body) throws IOException {
    var script = Files.createTempFile(folder, "mvn", "");
    Files.writeString(script, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return List.of(script.toString());
  }

  private Path jar(Map<String, String> files) throws IOException {
    var jar = folder.resolve("contracts.jar");
    try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (var file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }

  private static Path contracts(Path at) throws IOException {
    write(at.resolve("accord.yaml"), CONFIG);
    write(at.resolve("schemas/Order.avsc"), ORDER);
    return at;
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String schema(String name, String... fieldTypes) {
    var fields = new ArrayList<String>();
    for (var type : fieldTypes) {
      fields.add("{\"name\": \"f" + fields.size() + "\", \"type\": " + type + "}");
    }
    return "{\"type\": \"record\", \"name\": \""
        + name
        + "\", \"namespace\": \"a\", \"fields\": "
        + fields
        + "}";
  }
}
