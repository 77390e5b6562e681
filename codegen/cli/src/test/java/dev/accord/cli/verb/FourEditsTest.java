package dev.accord.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the README: one pull request, four edits that every registry lets through. */
final class FourEditsTest {
  private static final Path EXAMPLE = Path.of("src/test/resources/dev/accord/cli/verb/four-edits");

  @TempDir private Path repository;

  @Test
  void theRegistryAcceptsAllFourAndAccordNamesEachOnItsLine() throws IOException, GitAPIException {
    Path contracts = repository.resolve("contracts");
    copy(EXAMPLE.resolve("before"), contracts);
    assertThat(Commits.first(repository, contracts)).isNotNull();
    copy(EXAMPLE.resolve("after"), contracts);

    Accord check = Accord.run("check", contracts, "--against", "git:main");

    assertThat(check.err()).isEmpty();
    assertThat(check.out().replace(repository.toRealPath() + "/", "").replace(repository + "/", ""))
        .isEqualTo(inTheReadme());
    assertThat(check.exit()).isEqualTo(1);
  }

  /** What the README shows below the command: the lines that go on as far in as it is. */
  private static String inTheReadme() throws IOException {
    var shown = Pattern.compile("    \\$ \\./accord check contracts .*\n((?:    .*\n)+)");
    Matcher block = shown.matcher(Files.readString(Path.of("../../README.md")));
    assertThat(block.find()).as("the example in README.md").isTrue();
    return block.group(1).replaceAll("(?m)^    ", "");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.writeString(target, Files.readString(file));
      }
    }
  }
}
