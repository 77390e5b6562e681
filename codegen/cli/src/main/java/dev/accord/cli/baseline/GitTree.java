package dev.accord.cli.baseline;

import dev.accord.cli.source.FileTree;
import dev.accord.cli.source.StoredTree;
import dev.accord.cli.source.UnreadableException;
import dev.accord.cli.source.WorkTree;
import dev.accord.model.source.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * One folder as a commit holds it, read from the object store: the work tree and the index are not
 * looked at, so uncommitted edits, sparse checkouts and shallow clones make no difference.
 */
final class GitTree {
  private GitTree() {}

  /**
   * Reads what the commit holds at the place of {@code folder}; without files if it is not there.
   *
   * @param ref as git understands it: branch, tag, commit, {@code HEAD~1}; a branch that exists on
   *     the remote only is found too
   * @throws UnreadableException if there is no repository, no such commit, or objects are missing
   */
  static FileTree open(Path folder, String ref) {
    RepositoryOnlySettings.install();
    var root = root(folder);
    var inside = root.relativize(real(folder)).toString().replace('\\', '/');
    try (var repository = repository(root)) {
      var commit = new GitRef(repository, ref).commit();
      var contents = contents(repository, commit, inside);
      // Files are called as git show takes them.
      return new StoredTree(ref + ":" + (inside.isEmpty() ? "" : inside + "/"), "", contents);
    } catch (MissingObjectException e) {
      throw new UnreadableException(
          "the clone lacks objects of "
              + ref
              + " (a partial clone?); run: git fetch --refetch --no-filter",
          e);
    } catch (IOException e) {
      throw new UnreadableException("cannot read " + ref + " in " + root + ": " + e, e);
    }
  }

  private static Repository repository(Path root) throws IOException {
    return new FileRepositoryBuilder().findGitDir(root.toFile()).setMustExist(true).build();
  }

  private static Path root(Path folder) {
    return WorkTree.root(real(folder))
        .orElseThrow(
            () ->
                new UnreadableException(
                    folder.toAbsolutePath()
                        + " is in no git repository; compare with a folder or a jar"));
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw new UnreadableException("there is no folder " + folder, e);
    }
  }

  private static Map<String, byte[]> contents(
      Repository repository, RevCommit commit, String inside) throws IOException {
    var contents = new TreeMap<String, byte[]>();
    try (var walk = new TreeWalk(repository)) {
      var tree = subtree(repository, commit, inside);
      if (tree.equals(ObjectId.zeroId())) {
        return contents;
      }
      walk.addTree(tree);
      walk.setRecursive(true);
      while (walk.next()) {
        // Symbolic links and submodules have no schema text of their own.
        boolean file = (walk.getRawMode(0) & FileMode.TYPE_MASK) == FileMode.TYPE_FILE;
        if (file && FileTree.matters(walk.getPathString())) {
          contents.put(walk.getPathString(), bytes(walk));
        }
      }
    }
    return contents;
  }

  private static ObjectId subtree(Repository repository, RevCommit commit, String inside)
      throws IOException {
    if (inside.isEmpty()) {
      return commit.getTree();
    }
    try (var walk = TreeWalk.forPath(repository, inside, commit.getTree())) {
      return walk == null || !walk.isSubtree() ? ObjectId.zeroId() : walk.getObjectId(0);
    }
  }

  private static byte[] bytes(TreeWalk walk) throws IOException {
    try {
      return walk.getObjectReader()
          .open(walk.getObjectId(0))
          .getCachedBytes(SourceFile.SIZE_BYTES_MAX);
    } catch (LargeObjectException e) {
      throw FileTree.tooLarge(walk.getPathString());
    }
  }
}
