package dev.accord.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script in a repository of its own, with a java and a mvn that only take notes. */
class LauncherTest {
  private static final List<String> TOOLS =
      List.of(
          "awk",
          "basename",
          "bash",
          "cat",
          "cp",
          "date",
          "dirname",
          "find",
          "grep",
          "head",
          "ln",
          "ls",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sleep",
          "sort",
          "tail",
          "tee",
          "touch");

  @TempDir Path folder;

  private Path home;
  private Path library;
  private Path jdk;
  private Path path;

  @BeforeEach
  void layOut() throws IOException {
    home = Files.createDirectories(folder.resolve("a repository"));
    library = folder.resolve("picocli.jar");
    jdk = folder.resolve("jdk");
    path = Files.createDirectories(folder.resolve("path"));
    Files.copy(Path.of("../../accord"), home.resolve("accord"));
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    Files.createDirectories(home.resolve("services/order/src/main/java"));
    script(jdk.resolve("bin/java"), "printf '%s\\n' \"$@\"");
    script(jdk.resolve("bin/javac"), "");
    javaVersion("17.0.15");
    for (var tool : TOOLS) {
      Files.createSymbolicLink(path.resolve(tool), tool(tool));
    }
    maven(
        """
        echo built >>builds
        echo '[INFO] Building Accord embedded backends 0.1.0-SNAPSHOT     [1/2]'
        mkdir -p services/local-stack/target services/embedded/target
        touch services/local-stack/target/accord-local-stack-1.jar services/embedded/target/e.jar
        touch "${PWD%/*}/picocli.jar"
        printf "$PWD/services/embedded/target/e.jar:${PWD%/*}/picocli.jar" \
          >services/local-stack/target/class-path
        """);
  }

  @Test
  void buildsOnceThenStartsJavaWithoutMaven() throws Exception {
    var first = accord("up", "--detach");
    assertThat(first.exitCode()).isZero();
    assertThat(first.err()).contains("[1/2] Accord embedded backends\n");
    assertThat(first.out())
        .contains(
            "-Daccord.home=" + home.toRealPath(),
            "/accord-local-stack-1.jar:",
            "/e.jar:" + library.toRealPath(),
            "dev.accord.stack.Accord\nup\n--detach\n");

    var second = accord("status");
    assertThat(second.err()).isEmpty();
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void aRegistryNodeHasAJvmOfItsOwnKindAndIsPreparedOnce() throws Exception {
    assertThat(accord("registry", "--help").err()).doesNotContain("preparing");

    var first = accord("registry", "--listen", "127.0.0.1:8081");
    assertThat(first.err()).contains("preparing a quick start");
    assertThat(first.out())
        .startsWith("@" + home.toRealPath() + "/services/registry/registry.options\n")
        .contains("/registry.jsa\n", "dev.accord.stack.Accord\nregistry\n--listen\n")
        .doesNotContain("TieredStopAtLevel");

    var second = accord("registry");
    assertThat(second.exitCode()).isZero();
    assertThat(second.err()).isEmpty();
  }

  @Test
  void buildsAgainWhenASourceChangedOrWentAway() throws Exception {
    var source = Files.createFile(home.resolve("services/order/src/main/java/Order.java"));
    assertThat(accord("status").exitCode()).isZero();

    Files.setLastModifiedTime(source, later());
    assertThat(accord("status").exitCode()).isZero();
    assertThat(builds()).isEqualTo(2);

    Files.setLastModifiedTime(source, FileTime.fromMillis(0));
    Files.delete(source);
    Files.setLastModifiedTime(source.getParent(), later());
    assertThat(accord("status").exitCode()).isZero();
    assertThat(builds()).isEqualTo(3);
  }

  @Test
  void buildsAgainWhenALibraryIsGoneFromMavensFolder() throws Exception {
    assertThat(accord("status").exitCode()).isZero();
    Files.delete(library);

    assertThat(accord("status").exitCode()).isZero();

    assertThat(builds()).isEqualTo(2);
    assertThat(library).exists();
  }

  @Test
  void aBrokenBuildShowsWhatMavenSaysAndIsTriedAgain() throws Exception {
    maven("echo '[INFO] Scanning'\necho '[ERROR] Order.java:[3,1] class expected'\nexit 1");

    for (var attempt : List.of("first", "second")) {
      var run = accord(attempt);
      assertThat(run.exitCode()).isEqualTo(4);
      assertThat(run.err())
          .contains("[ERROR] Order.java:[3,1] class expected", "the build failed", "build.log")
          .doesNotContain("Scanning");
    }
  }

  @Test
  void anOldJavaIsRefusedWithTheWayOut() throws Exception {
    javaVersion("11.0.2");

    var run = accord("status");

    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err()).contains(jdk + "/bin/java is version 11.0.2", "Point JAVA_HOME at");
  }

  @Test
  void aMissingJavaOrMavenIsNamed() throws Exception {
    Files.delete(path.resolve("mvn"));
    assertThat(accord("status").err()).contains("there is no mvn on the PATH");

    Files.delete(jdk.resolve("bin/java"));
    assertThat(accord("status").err()).contains("JAVA_HOME is " + jdk);
  }

  @Test
  void worksThroughASymbolicLinkFromAnywhere() throws Exception {
    var link = Files.createSymbolicLink(folder.resolve("link"), home.resolve("accord"));

    var run = run(link, "status");

    assertThat(run.out()).contains("-Daccord.home=" + home.toRealPath());
  }

  private CommandLineRun accord(String... arguments) throws Exception {
    return run(home.resolve("accord"), arguments);
  }

  private CommandLineRun run(Path launcher, String... arguments) throws Exception {
    var line = new ArrayList<>(List.of(tool("bash").toString(), launcher.toString()));
    line.addAll(List.of(arguments));
    var err = folder.resolve("err");
    var builder = new ProcessBuilder(line).directory(folder.toFile()).redirectError(err.toFile());
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().put("PATH", path.toString());
    var process = builder.start();
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new CommandLineRun(process.waitFor(), out, Files.readString(err));
  }

  private void javaVersion(String version) throws IOException {
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
  }

  private void maven(String commands) throws IOException {
    script(path.resolve("mvn"), commands);
  }

  private int builds() throws IOException {
    return Files.readAllLines(home.resolve("builds")).size();
  }

  /** Later than any build of this test, whatever the grain of the file system's clock. */
  private static FileTime later() {
    return FileTime.fromMillis(System.currentTimeMillis() + 2_000);
  }

  private static void script(Path file, String commands) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!" + tool("bash") + "\n" + commands);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private static Path tool(String name) {
    for (var folder : System.getenv("PATH").split(":", -1)) {
      var file = Path.of(folder, name);
      if (Files.isExecutable(file)) {
        return file;
      }
    }
    throw new AssertionError("no " + name + " on the PATH");
  }
}
