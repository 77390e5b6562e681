package dev.accord.maven;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoalsTest {
  private static final Path OURS = Path.of("../../contracts");

  @TempDir Path folder;

  @Test
  void ourOwnContractsPassLintAndCheck() {
    assertThatCode(() -> execute(new LintMojo(), OURS)).doesNotThrowAnyException();
    assertThatCode(() -> execute(new CheckMojo(), OURS)).doesNotThrowAnyException();
    assertThatCode(() -> execute(new ChangelogMojo(), OURS)).doesNotThrowAnyException();
  }

  @Test
  void aBrokenContractFailsTheBuild() throws IOException {
    write("old", "{\"name\": \"id\", \"type\": \"string\"}");
    write("new", "{\"name\": \"id\", \"type\": \"long\"}");
    var check = new CheckMojo();
    check.against(List.of(folder.resolve("old").toString()));
    assertThatThrownBy(() -> execute(check, folder.resolve("new")))
        .isInstanceOf(MojoFailureException.class)
        .hasMessage("the contracts do not pass accord check: see above");
  }

  @Test
  void whatCannotBeJudgedIsAnErrorAndNotAFinding() {
    assertThatThrownBy(() -> execute(new LintMojo(), folder))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessage("accord lint could not judge: see above");
    var check = new CheckMojo();
    check.against(List.of("gti:main"));
    assertThatThrownBy(() -> execute(check, OURS)).isInstanceOf(MojoExecutionException.class);
  }

  private static void execute(AccordMojo goal, Path contracts)
      throws MojoExecutionException, MojoFailureException {
    goal.contracts(contracts.toFile());
    goal.execute();
  }

  private void write(String version, String field) throws IOException {
    var file = folder.resolve(version).resolve("OrderPlaced.avsc");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file, "{\"type\": \"record\", \"name\": \"a.OrderPlaced\", \"fields\": [" + field + "]}");
  }
}
