package dev.accord.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    assertThat(check.out().lines().filter(line -> line.contains(".avsc:")))
        .map(line -> line.substring(line.lastIndexOf("/schemas/") + 9).replaceAll(" [^A-Z].*", ""))
        .map(line -> line.split(" ", -1)[0])
        .containsExactly(
            "CustomerRegistered.avsc:5:14:",
            "OrderKey.avsc:3:10:",
            "OrderPlaced.avsc:11:18:",
            "ProductChanged.avsc:9:17:");
    assertThat(check.out())
        .contains("error FIELD_RENAMED_VALUE_LOST")
        .contains("error KEY_SCHEMA_CHANGED")
        .contains("error DECIMAL_SCALE_CHANGED")
        .contains("error NAMESPACE_CHANGED_IN_CHANGED_UNION")
        .contains("registry: would accept customers-shop.CustomerRegistered (FULL_TRANSITIVE)")
        .contains("registry: would accept orders-shop.OrderPlaced (FULL_TRANSITIVE)")
        .contains("registry: would accept products-shop.ProductChanged (FULL_TRANSITIVE)")
        .contains("4 errors, 0 warnings");
    assertThat(check.exit()).isEqualTo(1);
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
