package dev.accord.cli.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accord.model.config.AccordConfig;
import dev.accord.model.contracts.Contracts;
import dev.accord.model.contracts.EventSchema;
import dev.accord.model.schema.SchemaSet;
import dev.accord.model.source.InvalidSourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractsReaderTest {
  @TempDir Path folder;

  @Test
  void withoutConfigurationEverySchemaBelowTheFolderCounts() throws IOException {
    write("a/Order.avsc", record("Order"));
    write("b/Bill.avdl", "namespace a.b; schema Bill; record Bill { string id; }");
    write("released/x/1.avsc", record("Old"));
    write("pom.xml", "<project/>");
    write("target/Copy.avsc", record("Copy"));
    write("build/Crane.avsc", record("CraneRented"));
    write(".git/Hidden.avsc", record("Hidden"));
    assertThat(read().events())
        .extracting(EventSchema::name)
        .containsExactly("a.CraneRented", "a.Order", "a.b.Bill");
  }

  @Test
  void configurationSaysWhereTheSchemasAre() throws IOException {
    write("accord.yaml", "schemas: ./avro/\n");
    write("avro/Order.avsc", record("Order"));
    write("elsewhere/Bill.avsc", record("Bill"));
    assertThat(read().events()).extracting(EventSchema::name).containsExactly("a.Order");
  }

  @Test
  void placesNameTheFileAsTheUserWouldOpenIt() throws IOException {
    write("a/Order.avsc", record("Order"));
    assertThat(read().events().get(0).location().file())
        .isEqualTo(folder.resolve("a/Order.avsc").toString());
  }

  @Test
  void anEmptyFolderIsNotAClean() {
    assertThatThrownBy(this::read)
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("no .avsc or .avdl file below " + folder);
  }

  @Test
  void everyBrokenFileIsReported() throws IOException {
    write("accord.yaml", "schemas: .\n");
    Files.write(folder.resolve("A.avsc"), new byte[] {'{', (byte) 0xC3, '('});
    Files.write(folder.resolve("B.avsc"), new byte[] {(byte) 0xFF});
    assertThatThrownBy(this::read)
        .isInstanceOf(InvalidSourceException.class)
        .hasMessageContaining("A.avsc:1:2")
        .hasMessageContaining("B.avsc:1:1");
  }

  @Test
  void schemasOutsideTheFolderAreRefused() throws IOException {
    write("accord.yaml", "schemas: ../other\n");
    assertThatThrownBy(this::read)
        .hasMessage("\"../other\" lies outside the folder of accord.yaml; move one of them");
  }

  @Test
  void theNearestConfigurationUpwardIsFound() throws IOException {
    write("accord.yaml", "schemas: .\n");
    write("schemas/order/Order.avsc", record("Order"));
    assertThat(ContractsReader.nearest(folder.resolve("schemas/order"))).isEqualTo(folder);
    var bare = Files.createDirectory(folder.resolveSibling(folder.getFileName() + "-bare"));
    assertThat(ContractsReader.nearest(bare)).isEqualTo(bare);
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> FolderTree.of(folder.resolve("none")))
        .isInstanceOf(UnreadableException.class)
        .hasMessage("there is no folder " + folder.resolve("none"));
  }

  @Test
  void typesOfAClientJarCanBeReferredToThoughItHoldsThemTwice() throws IOException {
    var jar = folder.resolve("client.jar");
    var money = "{\"type\": \"fixed\", \"name\": \"a.Money\", \"size\": 4}";
    try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (var name : List.of(FileTree.CLIENT_JAR_INDEX, "s/a.Order.avsc", "s/a.Bill.avsc")) {
        zip.putNextEntry(new ZipEntry(name));
        var field = "[{\"name\": \"total\", \"type\": " + money + "}]";
        var schema = record(name.substring(4, name.length() - 5)).replace("[]", field);
        zip.write((name.endsWith(".json") ? "[]" : schema).getBytes(StandardCharsets.UTF_8));
      }
    }
    var library = ContractsReader.library(List.of(jar));
    assertThat(library.definitions()).containsOnlyKeys("a.Bill", "a.Money", "a.Order");
    write(
        "Refund.avsc", record("Refund").replace("[]", "[{\"name\": \"m\", \"type\": \"Money\"}]"));
    var refund = ContractsReader.read(FolderTree.of(folder), AccordConfig.defaults(), library);
    assertThat(refund.types().find("a.Refund")).isPresent();
  }

  @Test
  void reviewToolsGetPathsFromTheRootOfTheRepository() throws IOException {
    write("repository/.git", "gitdir: elsewhere");
    write("repository/team/contracts/Order.avsc", record("Order"));
    var paths = WorkTree.relativePaths(folder.resolve("repository/team"));
    assertThat(paths.apply("contracts/Order.avsc")).isEqualTo("team/contracts/Order.avsc");
    assertThat(paths.apply("./../team/x.avsc")).isEqualTo("team/x.avsc");
    assertThat(paths.apply("../../other/x.avsc")).isEqualTo("../../other/x.avsc");
  }

  private Contracts read() {
    return ContractsReader.read(FolderTree.of(folder), AccordConfig.defaults(), SchemaSet.empty());
  }

  private void write(String path, String text) throws IOException {
    var file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String record(String name) {
    return """
        {"type": "record", "name": "%s", "namespace": "a", "fields": []}
        """
        .replace("%s", name);
  }
}
