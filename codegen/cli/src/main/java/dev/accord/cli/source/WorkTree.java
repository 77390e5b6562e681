package dev.accord.cli.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where the git work tree around a folder begins. */
public final class WorkTree {
  private WorkTree() {}

  /** The nearest folder with {@code .git}, which is a file in linked work trees. */
  public static Optional<Path> root(Path folder) {
    for (var at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(".git"))) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  /**
   * Makes a file's path relative to the root, as review tools want it; outside any work tree, and
   * for files elsewhere, paths stay as they are.
   *
   * @param current the folder that relative paths start from
   */
  public static UnaryOperator<String> relativePaths(Path current) {
    var root = root(current);
    if (root.isEmpty()) {
      return UnaryOperator.identity();
    }
    return file -> {
      var absolute = current.toAbsolutePath().resolve(file).normalize();
      return absolute.startsWith(root.get())
          ? root.get().relativize(absolute).toString().replace('\\', '/')
          : file;
    };
  }
}
