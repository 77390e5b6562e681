package dev.accord.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.accord.model.source.SourceFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong outside, one line says what and where: never a stack trace, never "clean". */
final class BadInputTest {
  private static final String ORDER =
      """
      {"type": "record", "name": "Order", "fields": [{"name": "id", "type": "string"}]}
      """;

  @TempDir private Path folder;

  @Test
  void brokenJson() throws IOException {
    refused(4, "a.avsc:1:17: expected \",\" or \"}\"", "{\"type\": \"enum\" \"name\": \"A\"}");
  }

  @Test
  void tenThousandLevels() throws IOException {
    String deep = "{\"type\":\"array\",\"items\":".repeat(10_000) + "\"int\"" + "}".repeat(10_000);
    refused(4, "nested more than 256 levels deep", deep);
  }

  @Test
  void tenThousandTypesInsideOneAnother() throws IOException {
    var idl = new StringBuilder("namespace shop;\n");
    for (int i = 0; i < 10_000; i++) {
      idl.append("record A" + i + " { A" + (i + 1) + " x; }\n");
    }
    write("a.avdl", idl + "record A10000 { int x; }\n");
    String message = "a.avdl:151:15: more than 150 types inside one another";
    said(Accord.run("check", folder, "--against", folder), 4, message);
    said(Accord.run("lint", folder), 4, message);
  }

  @Test
  void typesThatDoubleFortyTimes() throws IOException {
    write("a.avdl", doubling(""));
    said(
        Accord.run("lint", folder), 4, "a.avdl:2:8: every value of A0 has more than 1000000 parts");
    Path before = Files.createDirectories(folder.resolve("before"));
    Path after = Files.createDirectories(folder.resolve("after"));
    Files.writeString(after.resolve("a.avdl"), doubling("?"));
    Files.writeString(before.resolve("a.avdl"), doubling("?").replace("int x", "long x"));
    Accord check = Accord.run("check", after, "--against", before);
    assertThat(check.out()).contains("a.avdl:42:14: error TYPE_NARROWED", "Used at 2 places");
  }

  private static String doubling(String nullable) {
    var idl = new StringBuilder("namespace shop;\n");
    for (int i = 0; i < 40; i++) {
      String type = "A" + (i + 1) + nullable;
      idl.append("record A" + i + " { " + type + " x; " + type + " y; }\n");
    }
    return idl + "record A40 { int x; }\n";
  }

  @Test
  void moreSymbolsFieldsOrBranchesThanAnybodyJudges() throws IOException {
    var names = new StringBuilder("\"S0\"");
    for (int i = 1; i <= 10_000; i++) {
      names.append(", \"S" + i + "\"");
    }
    String enums = "{\"type\": \"enum\", \"name\": \"E\", \"symbols\": [" + names + "]}";
    refused(4, "a.avsc:1:42: \"symbols\" has 10001 items; at most 10000 are judged", enums);
    refused(
        4, "a.avsc:1:1: this union has 10001 items; at most 1000 are judged", "[" + names + "]");
  }

  @Test
  void aFileThatIsNotUtf8() throws IOException {
    Files.write(
        folder.resolve("a.avsc"), ORDER.replace("id", "é").getBytes(StandardCharsets.ISO_8859_1));
    said(Accord.run("check", folder, "--against", folder), 4, "byte 0xE9", "is not UTF-8");
  }

  @Test
  void aFileBeyondTheLimit() throws IOException {
    try (var file = new RandomAccessFile(folder.resolve("a.avsc").toFile(), "rw")) {
      file.setLength(SourceFile.SIZE_BYTES_MAX + 1L);
    }
    said(Accord.run("check", folder), 4, "a.avsc has more than 33554432 bytes");
  }

  @Test
  void anEntryOfAJarThatUnpacksBeyondTheLimit() throws IOException {
    write("a.avsc", ORDER);
    Path jar = folder.resolve("contracts.jar");
    try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("schemas/b.avsc"));
      zip.write(new byte[SourceFile.SIZE_BYTES_MAX + 1]);
    }
    assertThat(Files.size(jar)).isLessThan(100_000);
    said(
        Accord.run("check", folder, "--against", jar),
        4,
        "contracts.jar!/schemas/b.avsc has more than 33554432 bytes");
  }

  @Test
  void anEmptyFolder() {
    said(Accord.run("check", folder), 4, "no .avsc or .avdl file below");
    said(Accord.run("check", folder.resolve("gone")), 4, "there is no folder");
  }

  @Test
  void aTypoInAccordYaml() throws IOException {
    write("accord.yaml", "schemsa: .\n");
    write("a.avsc", ORDER);
    said(
        Accord.run("check", folder),
        2,
        "accord.yaml:1:1: unknown key \"schemsa\"; did you mean \"schemas\"?");
  }

  @Test
  void aNameInAccordYamlThatNoSchemaHas() throws IOException {
    write("a.avsc", ORDER);
    write(
        "accord.yaml",
        """
        schemas: .
        topics:
          orders: {keySchema: string, events: [Ordre]}
          keyed: {keySchema: OrderKey}
        subjects: [{event: shop.Gone, compatibility: NONE}]
        reserved: {Oder: [note]}
        stability: {Orders: draft}
        """);
    said(
        Accord.run("check", folder),
        2,
        "accord.yaml:3:40: no schema here is called Ordre; did you mean \"Order\"?",
        "accord.yaml:4:22: no schema here is called OrderKey",
        "accord.yaml:5:20: no schema here is called shop.Gone",
        "accord.yaml:6:12: no schema here is called Oder; did you mean \"Order\"?",
        "accord.yaml:7:13: no schema here is called Orders; did you mean \"Order\"?");
    assertThat(Accord.run("lint", folder).exit()).isEqualTo(2);
  }

  @Test
  void aVersionThatIsNone() throws IOException {
    write("a.avsc", ORDER);
    said(
        Accord.run("check", folder, "--against", "gone", "--fail-if-under-bumped", "abc"),
        2,
        "--fail-if-under-bumped takes a version such as 1.4.0, not \"abc\"");
    said(
        Accord.run("check", folder, "--against", "gone", "--fail-if-under-bumped", "1.0.0"),
        2,
        "needs the \"version\" of the contracts in " + folder.resolve("accord.yaml"));
    write("accord.yaml", "schemas: .\nversion: next\n");
    said(
        Accord.run("check", folder),
        2,
        "accord.yaml:2:10: expected a version such as 1.4.0, found \"next\"");
  }

  @Test
  void aReportInAFolderThatIsNotThere() throws IOException {
    write("a.avsc", ORDER);
    Path gone = folder.resolve("gone/report.json");
    said(
        Accord.run("check", folder, "--against", folder, "-o", gone),
        4,
        "cannot write there: there is no folder " + folder.resolve("gone"));
  }

  @Test
  void aWaiverWithoutAReason() throws IOException {
    write(
        "accord.yaml", "schemas: .\nwaivers:\n  - {fingerprint: a, owner: b, until: 2027-01-01}\n");
    write("a.avsc", ORDER);
    said(Accord.run("check", folder), 2, "accord.yaml:3:5: \"reason\" is missing");
  }

  @Test
  void anUnknownRule() throws IOException {
    write("accord.yaml", "schemas: .\nseverities: {DOC_REQIRED: off}\n");
    write("a.avsc", ORDER);
    said(Accord.run("lint", folder), 2, "no rule DOC_REQIRED; did you mean \"DOC_REQUIRED\"?");
  }

  @Test
  void aRefThatDoesNotExist() throws IOException, GitAPIException {
    write("a.avsc", ORDER);
    assertThat(Commits.first(folder, folder)).isNotNull();
    said(Accord.run("check", folder, "--against", "git:nowhere"), 4, "nowhere");
  }

  @Test
  void aBaselineThatIsNone() throws IOException {
    write("a.avsc", ORDER);
    said(Accord.run("check", folder, "--against", "gti:main"), 2, "unknown baseline \"gti:main\"");
    said(Accord.run("check", folder, "--level", "FUL"), 2, "unknown level \"FUL\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "lint", "diff", "release"})
  void anUnknownFormatBeforeAnythingIsRead(String verb) {
    Path gone = folder.resolve("gone");
    said(Accord.run(verb, gone, "--format", "xml"), 2, "unknown format \"xml\"; expected one of");
  }

  @Test
  void anUnknownSeverityBeforeAnythingIsRead() {
    said(
        Accord.run("check", folder.resolve("gone"), "--fail-on", "fatal"),
        2,
        "unknown severity \"fatal\"; expected one of off, info, warn, error");
  }

  @ParameterizedTest
  @MethodSource("againstARegistry")
  void aRegistryThatAnswers500(List<String> words) throws IOException {
    write("a.avsc", ORDER);
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(500, -1);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      said(
          against(words, url),
          4,
          "accord " + words.get(0) + ": " + url + "/subjects answered 500; the registry itself");
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @MethodSource("againstARegistry")
  void aRegistryThatHangs(List<String> words) throws IOException {
    write("a.avsc", ORDER);
    // The system accepts for it, and nobody ever answers.
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + socket.getLocalPort();
      said(
          against(words, url),
          4,
          "accord " + words.get(0) + ": " + url + "/subjects did not answer within 1 s; is it up");
    }
  }

  static List<List<String>> againstARegistry() {
    return List.of(
        List.of("check", "--against"),
        List.of("diff", "--against"),
        List.of("changelog", "--against"),
        List.of("lint", "--changed-only"));
  }

  private Accord against(List<String> words, String url) {
    String option = words.get(1) + "=registry:" + url;
    return Accord.run(words.get(0), folder, option, "--registry-timeout", "1");
  }

  @Test
  void aDefaultThatAvroRefusesIsAFindingWithItsPlace() throws IOException {
    write("a.avsc", ORDER.replace("\"string\"}", "\"int\", \"default\": \"1\"}"));
    Accord check = Accord.run("check", folder, "--against", folder);
    assertThat(check.exit()).isEqualTo(1);
    assertThat(check.out()).contains("a.avsc:1:89: error DEFAULT_INVALID Order.id: default \"1\":");
  }

  @Test
  void anIdIsThatOfTheElementWhereverItsFileIs() throws IOException {
    String flawed =
        ORDER.replace(
            "\"string\"}", "\"int\", \"default\": \"1\", \"accord.ignore\": [\"DOC_CHANGED\"]}");
    Path here = Files.createDirectories(folder.resolve("here"));
    Path there = Files.createDirectories(folder.resolve("there/orders"));
    Files.writeString(here.resolve("a.avsc"), flawed);
    Files.writeString(there.resolve("b.avsc"), "\n" + flawed);
    assertThat(ids(here)).hasSize(2).isEqualTo(ids(there));
  }

  private static List<String> ids(Path contracts) {
    String said = Accord.run("check", contracts, "--against", contracts).out();
    return Pattern.compile("\\[id \\w+]").matcher(said).results().map(MatchResult::group).toList();
  }

  @Test
  void aCycleIsFine() throws IOException {
    write("a.avsc", record("A", "B"));
    write("b.avsc", record("B", "A"));
    assertThat(Accord.run("check", folder, "--against", folder).exit()).isZero();
  }

  @Test
  void aCycleWithoutAnEndIsNamedWhereItStarts() throws IOException {
    String endless = record("A", "A").replace("[\"null\", \"A\"]", "\"A\"");
    refused(4, "a.avsc:1:66: A.x needs a record that contains itself", endless);
  }

  @Test
  void fiveMegabytesAreJudgedLikeAnyOther() throws IOException {
    var fields = new StringBuilder();
    for (int i = 0; fields.length() < 5 * 1024 * 1024; i++) {
      fields.append("{\"name\": \"f" + i + "\", \"type\": [\"null\", \"string\"],");
      fields.append(" \"default\": null, \"doc\": \"" + "d".repeat(1_000) + "\"},\n");
    }
    String old = "{\"type\": \"record\", \"name\": \"Big\", \"fields\": [\n" + fields;
    Path before = Files.createDirectories(folder.resolve("before"));
    Path after = Files.createDirectories(folder.resolve("after"));
    Files.writeString(before.resolve("a.avsc"), old + "{\"name\": \"last\", \"type\": \"int\"}]}");
    Files.writeString(
        after.resolve("a.avsc"), old + "{\"name\": \"last\", \"type\": \"string\"}]}");
    Accord check = Accord.run("check", after, "--against", before);
    assertThat(check.err()).isEmpty();
    assertThat(check.out()).containsPattern("after/a.avsc:\\d+:26: error TYPE_CHANGED Big.last");
    assertThat(check.exit()).isEqualTo(1);
  }

  @Test
  void aReleasedVersionThatIsBroken() throws IOException {
    write("a.avsc", ORDER);
    Path released = Files.createDirectories(folder.resolve("released/Order"));
    Files.writeString(released.resolve("1.avsc"), "{");
    said(Accord.run("check", folder), 4, "released/Order/1.avsc:1:2: expected a member name");
  }

  @Test
  void aRegistryThatDoesNotListen() throws IOException {
    write("a.avsc", ORDER);
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    String url = "registry:http://127.0.0.1:" + port;
    said(Accord.run("check", folder, "--against", url), 4, "cannot reach http://127.0.0.1:" + port);
  }

  private static String record(String name, String other) {
    return """
        {"type": "record", "name": "%s", "fields": [{"name": "x", "type": ["null", "%s"]}]}
        """
        .replaceFirst("%s", name)
        .replaceFirst("%s", other);
  }

  private void refused(int exit, String message, String schema) throws IOException {
    write("a.avsc", schema);
    said(Accord.run("check", folder, "--against", folder), exit, message);
    said(Accord.run("lint", folder), exit, message);
  }

  private static void said(Accord run, int exit, String... words) {
    assertThat(run.err()).contains(words).doesNotContain("\tat ", "Exception");
    assertThat(run.out()).isEmpty();
    assertThat(run.exit()).isEqualTo(exit);
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }
}
