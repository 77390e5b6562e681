package dev.accord.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class VerbTest {
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFaultOfOurOwnIsNeverTakenForAFinding(boolean endless) {
    var err = new StringWriter();
    int exit = new CommandLine(new Faulty(endless)).setErr(new PrintWriter(err)).execute();
    assertThat(exit).isEqualTo(ExitCodes.COULD_NOT_RUN);
    assertThat(err.toString())
        .startsWith("accord faulty: a fault in Accord; please report what follows")
        .contains("Faulty.");
  }

  @Command(name = "faulty")
  private static final class Faulty extends Verb {
    private final boolean endless;

    Faulty(boolean endless) {
      this.endless = endless;
    }

    @Override
    protected int run() {
      if (endless) {
        return deeper(1) + 1;
      }
      throw new IllegalStateException("broken");
    }

    private static int deeper(int level) {
      return level < 0 ? level : deeper(level + 1) + level;
    }
  }
}
