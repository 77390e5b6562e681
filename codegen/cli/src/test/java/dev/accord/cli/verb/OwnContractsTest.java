package dev.accord.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The gate on the contracts of this repository: a bad one stops the build here. */
final class OwnContractsTest {
  private static final Path CONTRACTS = Path.of("../../contracts");

  @Test
  void ourContractsBreakNoReleasedVersion() {
    Accord check = Accord.run("check", CONTRACTS, "--against", "released");
    assertThat(check.exit()).as(check.out() + check.err()).isZero();
  }

  @Test
  void ourContractsAreWrittenAsWeAskOthersTo() {
    Accord lint = Accord.run("lint", CONTRACTS, "--fail-on", "warn");
    assertThat(lint.exit()).as(lint.out() + lint.err()).isZero();
  }
}
