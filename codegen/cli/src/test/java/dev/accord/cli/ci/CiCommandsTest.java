package dev.accord.cli.ci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.cli.verb.Verbs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.RefUpdate;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands in the files that users copy, run on a repository as their CI sees it. */
class CiCommandsTest {
  private static final Clock TODAY =
      Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
  private static final Pattern COMMAND =
      Pattern.compile("accord ((?:lint|check) contracts[^\\n]*)");
  private static final String SCHEMA =
      """
      {"type": "record", "name": "OrderPlaced", "namespace": "shop.contracts",
       "doc": "A customer placed an order.", "fields": [
        {"name": "orderId", "type": "string", "doc": "The order."}]}
      """;

  @TempDir private Path repository;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ci/github-actions.yml",
        "ci/gitlab-ci.yml",
        "ci/pre-commit-config.yaml",
        "../../.github/workflows/contracts.yml"
      })
  void everyCommandPassesAGoodChangeAndOneStopsABadOne(String file)
      throws IOException, GitAPIException {
    Path schema = repository.resolve("contracts/OrderPlaced.avsc");
    Path released = repository.resolve("contracts/released/shop.contracts.OrderPlaced/1.avsc");
    Files.createDirectories(released.getParent());
    Files.writeString(released, SCHEMA);
    Files.writeString(schema, SCHEMA);
    // Asked once before, so that JGit knows the settings that Accord gives it.
    assertThat(run("check contracts --against git:HEAD")).isEqualTo(4);
    commitAsFetchedBase();
    List<String> commands = commands(file);
    assertThat(commands).allSatisfy(command -> assertThat(run(command)).as(command).isZero());

    Files.writeString(schema, SCHEMA.replace("\"string\"", "\"int\""));
    assertThat(commands.stream().map(this::run).toList()).contains(1).doesNotContain(2, 4);
  }

  private void commitAsFetchedBase() throws IOException, GitAPIException {
    try (Git git = Git.init().setDirectory(repository.toFile()).call()) {
      git.add().addFilepattern(".").call();
      var commit =
          git.commit()
              .setMessage("Contracts")
              .setSign(false)
              .setAuthor("a", "a@example.com")
              .setCommitter("a", "a@example.com")
              .call();
      RefUpdate fetched = git.getRepository().updateRef("refs/remotes/origin/main");
      fetched.setNewObjectId(commit);
      assertThat(fetched.update()).isEqualTo(RefUpdate.Result.NEW);
    }
  }

  private static List<String> commands(String file) throws IOException {
    var commands = new ArrayList<String>();
    // A command may go on in the next line, in a shell's way or in YAML's.
    String text = Files.readString(Path.of(file)).replaceAll("\\\\?\\n +(?=--)", " ");
    var found = COMMAND.matcher(text);
    while (found.find()) {
      commands.add(found.group(1).replace("\"", "").replace("$BASE", "main"));
    }
    assertThat(commands).as(file).hasSizeGreaterThan(1);
    return commands;
  }

  private int run(String command) {
    var words = new ArrayList<String>(List.of(command.strip().split(" +", -1)));
    words.replaceAll(
        word ->
            word.matches("contracts|.*\\.(sarif|json|xml|md)")
                ? repository.resolve(word).toString()
                : word);
    return Verbs.addTo(new CommandLine(new Program()), TODAY)
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(new StringWriter()))
        .execute(words.toArray(String[]::new));
  }

  @Command(name = "accord")
  private static final class Program {}
}
