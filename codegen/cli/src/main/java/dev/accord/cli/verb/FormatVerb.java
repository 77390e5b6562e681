package dev.accord.cli.verb;

import dev.accord.checks.edit.SchemaFormat;
import dev.accord.cli.run.ContractsOptions;
import dev.accord.cli.run.ExitCodes;
import dev.accord.cli.run.Judgement;
import dev.accord.cli.run.Verb;
import dev.accord.model.schema.SchemaSet;
import dev.accord.model.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "format",
    description = "Lay schema files out in one way; what they mean stays.",
    footer = {
      "",
      "Examples:",
      "  accord format contracts",
      "  accord format --check      exit 1 if a file would change"
    })
final class FormatVerb extends Verb {
  @Mixin private final ContractsOptions contracts = new ContractsOptions();

  @Option(names = "--check", description = "Write nothing; exit 1 if a file would change.")
  private boolean check;

  @Override
  protected int run() throws IOException {
    Judgement judgement = contracts.open();
    SchemaSet types = judgement.contracts().types();
    Set<String> files =
        types.roots().stream()
            .map(SchemaSet.Root::file)
            .collect(Collectors.toCollection(TreeSet::new));
    boolean changes = false;
    for (String path : files) {
      SourceFile file = types.file(path).orElseThrow();
      String laidOut = SchemaFormat.format(file);
      if (!laidOut.equals(file.text())) {
        changes = true;
        out().println((check ? "would change " : "changed ") + path);
        if (!check) {
          Files.writeString(Path.of(path), laidOut);
        }
      }
    }
    out().flush();
    return check && changes ? ExitCodes.FINDINGS : ExitCodes.CLEAN;
  }
}
