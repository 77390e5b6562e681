package dev.accord.cli.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which contracts a verb is about. */
public final class ContractsOptions {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PATH",
      description = {
        "Folder of the contracts, with or without accord.yaml.",
        "Default: the nearest accord.yaml upward, else the current folder."
      })
  private Optional<Path> path = Optional.empty();

  @Option(
      names = "--library",
      paramLabel = "JAR",
      description = "A contracts jar whose types the schemas refer to; repeatable.")
  private List<Path> libraries = new ArrayList<>();

  /** Reads them. */
  public Judgement open() {
    return Judgement.open(path, libraries);
  }
}
