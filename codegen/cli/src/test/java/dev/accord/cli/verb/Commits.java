package dev.accord.cli.verb;

import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;

/** Makes repositories for tests. */
final class Commits {
  private Commits() {}

  /**
   * Commits all there is below the root, on a new branch main.
   *
   * @param contracts below the root; asked once before, so that JGit knows the settings that Accord
   *     gives it, whichever test runs first
   */
  static ObjectId first(Path root, Path contracts) throws GitAPIException {
    Accord before = Accord.run("check", contracts, "--against", "git:main");
    if (before.exit() != 4) {
      throw new IllegalStateException(root + " is in a repository already: " + before);
    }
    try (Git git = Git.init().setDirectory(root.toFile()).setInitialBranch("main").call()) {
      git.add().addFilepattern(".").call();
      return git.commit()
          .setMessage("Contracts")
          .setSign(false)
          .setAuthor("a", "a@example.com")
          .setCommitter("a", "a@example.com")
          .call();
    }
  }
}
