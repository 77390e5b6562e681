package dev.accord.cli.baseline;

import dev.accord.cli.source.ContractsReader;
import dev.accord.cli.source.FileTree;
import dev.accord.cli.source.FolderTree;
import dev.accord.cli.source.JarTree;
import dev.accord.cli.source.UnreadableException;
import dev.accord.model.config.AccordConfig;
import dev.accord.model.contracts.Baseline;
import dev.accord.model.contracts.Contracts;
import dev.accord.model.schema.SchemaSet;
import java.nio.file.Path;
import java.util.List;

/** Opens baselines for the contracts in one folder. */
public final class Baselines {
  private final Path folder;
  private final Contracts current;
  private final SchemaSet library;
  private final BaselineSettings settings;

  /**
   * Baselines for one folder.
   *
   * @param folder of the current contracts, where {@code accord.yaml} is or would be
   * @param library types that older contracts may refer to, as current ones do
   */
  public Baselines(Path folder, Contracts current, SchemaSet library, BaselineSettings settings) {
    this.folder = folder;
    this.current = current;
    this.library = library;
    this.settings = settings;
  }

  /**
   * Reads a baseline completely. One without any version means that everything is new.
   *
   * @throws UnreadableException if it is not there or does not answer
   * @throws dev.accord.model.source.InvalidSourceException if its files cannot be understood
   */
  public Baseline open(BaselineSpec spec) {
    if (spec instanceof BaselineSpec.Git git) {
      return git(git);
    }
    if (spec instanceof BaselineSpec.Folder other) {
      return snapshot(spec, FolderTree.of(other.path()), AccordConfig.defaults());
    }
    if (spec instanceof BaselineSpec.Jar jar) {
      return jar(spec, jar.path());
    }
    if (spec instanceof BaselineSpec.Gav gav) {
      return jar(spec, new MavenArtifacts(settings).jar(gav));
    }
    if (spec instanceof BaselineSpec.Registry registry) {
      var subjects = new RegistrySubjects(registry, settings.registryTimeout());
      return new Baseline(spec.label(), subjects.versions(current, library));
    }
    return released(spec);
  }

  private Baseline released(BaselineSpec spec) {
    var tree = FolderTree.of(folder);
    var versions = ReleasedHistory.read(tree, current.config(), library);
    if (versions.isEmpty() && !tree.files().contains(ContractsReader.CONFIG)) {
      throw new UnreadableException(
          "nothing to compare with: "
              + tree.shown(current.config().released())
              + " holds no <subject>/<version>.avsc; name older contracts with --against ("
              + BaselineSpec.FORMS
              + ")");
    }
    return new Baseline(spec.label(), versions);
  }

  private Baseline git(BaselineSpec.Git git) {
    var tree = GitTree.open(folder, git.ref());
    // A commit from before the contracts were there: everything since is new.
    return tree.files().stream().noneMatch(FileTree::isSchema)
        ? new Baseline(git.label(), List.of())
        : snapshot(git, tree, current.config());
  }

  private Baseline jar(BaselineSpec spec, Path path) {
    var jar = JarTree.of(path);
    if (ClientJarIndex.isIn(jar)) {
      return new Baseline(spec.label(), ClientJarIndex.versions(jar));
    }
    return snapshot(spec, ContractsReader.root(jar).orElse(jar), AccordConfig.defaults());
  }

  private Baseline snapshot(BaselineSpec spec, FileTree tree, AccordConfig otherwise) {
    return Baseline.snapshot(
        spec.label(), ContractsReader.config(tree), ContractsReader.read(tree, otherwise, library));
  }
}
