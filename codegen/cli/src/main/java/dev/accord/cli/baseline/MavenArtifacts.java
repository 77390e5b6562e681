package dev.accord.cli.baseline;

import dev.accord.cli.source.UnreadableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * Jars by their Maven coordinates: from the local repository, or through the user's own Maven,
 * which alone knows the repositories, mirrors, proxies and credentials of this machine.
 */
final class MavenArtifacts {
  private static final String GET = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:get";

  private final BaselineSettings settings;

  MavenArtifacts(BaselineSettings settings) {
    this.settings = settings;
  }

  /**
   * The jar's file, fetched first where it is not there yet.
   *
   * @throws UnreadableException with the command to run by hand
   */
  Path jar(BaselineSpec.Gav gav) {
    var jar = path(gav);
    if (!Files.isRegularFile(jar)) {
      fetch(gav);
    }
    if (!Files.isRegularFile(jar)) {
      throw new UnreadableException(
          gav.label() + " is not in " + settings.localRepository() + "; run: " + byHand(gav));
    }
    return jar;
  }

  private Path path(BaselineSpec.Gav gav) {
    return settings
        .localRepository()
        .resolve(gav.group().replace('.', '/'))
        .resolve(gav.artifact())
        .resolve(gav.version())
        .resolve(gav.artifact() + "-" + gav.version() + ".jar");
  }

  private void fetch(BaselineSpec.Gav gav) {
    var command = new ArrayList<>(settings.maven());
    command.addAll(
        List.of(
            "--batch-mode",
            "--quiet",
            "-Dmaven.repo.local=" + settings.localRepository(),
            GET,
            "-Dartifact=" + gav.coordinates(),
            "-Dtransitive=false"));
    Path log = null;
    try {
      log = Files.createTempFile("accord-maven", ".log");
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(nothing().toFile()))
              .start();
      await(process, gav, log);
    } catch (IOException e) {
      throw new UnreadableException(
          gav.label() + ": Maven did not start (" + e.getMessage() + "); run: " + byHand(gav), e);
    } finally {
      delete(log);
    }
  }

  private void await(Process process, BaselineSpec.Gav gav, Path log) throws IOException {
    try {
      if (!process.waitFor(settings.mavenTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new UnreadableException(
            gav.label()
                + ": Maven did not end within "
                + settings.mavenTimeout().toSeconds()
                + " s; run: "
                + byHand(gav));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new UnreadableException(gav.label() + ": interrupted while Maven fetched it", e);
    }
    if (process.exitValue() != 0) {
      throw new UnreadableException(
          gav.label() + ": " + reason(log) + "; run it by hand: " + byHand(gav));
    }
  }

  private static String reason(Path log) throws IOException {
    return Files.readString(log, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", ""))
        .filter(line -> line.startsWith("[ERROR]"))
        .map(line -> line.substring("[ERROR]".length()).strip())
        .map(line -> line.replaceFirst("^Failed to execute goal \\S+ \\S+ on project \\S+: ", ""))
        .map(line -> line.replaceFirst(" -> \\[Help 1]$", ""))
        .filter(line -> !line.isEmpty())
        .findFirst()
        .orElse("Maven could not fetch it");
  }

  private static String byHand(BaselineSpec.Gav gav) {
    return "mvn dependency:get -Dartifact=" + gav.coordinates() + " -Dtransitive=false";
  }

  private static Path nothing() {
    return Path.of(System.getProperty("os.name", "").startsWith("Windows") ? "NUL" : "/dev/null");
  }

  private static void delete(@Nullable Path file) {
    if (file != null) {
      var unused = file.toFile().delete();
    }
  }

  /** As Maven finds it: property, then the user's settings, then the default below the home. */
  static Path localRepository() {
    var property = System.getProperty("maven.repo.local");
    if (property != null) {
      return Path.of(property);
    }
    var home = Path.of(System.getProperty("user.home"));
    var settings = home.resolve(".m2/settings.xml");
    return configured(settings)
        .map(text -> Path.of(text.replace("${user.home}", home.toString())))
        .orElse(home.resolve(".m2/repository"));
  }

  private static Optional<String> configured(Path settings) {
    if (!Files.isRegularFile(settings)) {
      return Optional.empty();
    }
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    try (var in = Files.newInputStream(settings)) {
      var xml = factory.createXMLStreamReader(in);
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT
            && xml.getLocalName().equals("localRepository")) {
          return Optional.of(xml.getElementText().strip());
        }
      }
      return Optional.empty();
    } catch (IOException | XMLStreamException e) {
      throw new UnreadableException("cannot read " + settings + ": " + e.getMessage(), e);
    }
  }
}
