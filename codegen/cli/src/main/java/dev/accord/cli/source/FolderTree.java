package dev.accord.cli.source;

import dev.accord.model.source.SourceFile;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A folder on disk. Hidden folders and build output are passed over. */
public final class FolderTree implements FileTree {
  /** Folders that a build writes, by the file beside them that says so; else they are ours. */
  private static final Map<String, List<String>> BUILD_OUTPUT =
      Map.of(
          "target", List.of("pom.xml", "build.sbt"),
          "build", List.of("build.gradle", "build.gradle.kts"),
          "out", List.of("build.gradle", "build.gradle.kts"));

  private final Path folder;
  private final List<String> files;

  private FolderTree(Path folder, List<String> files) {
    this.folder = folder;
    this.files = files;
  }

  /**
   * Lists the folder once.
   *
   * @throws UnreadableException if it is no folder or cannot be listed
   */
  public static FolderTree of(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new UnreadableException(
          Files.exists(folder) ? folder + " is not a folder" : "there is no folder " + folder);
    }
    var found = new TreeSet<String>();
    try {
      Files.walkFileTree(folder, new Lister(folder, found));
    } catch (IOException e) {
      throw new UnreadableException("cannot list " + folder + ": " + e, e);
    }
    return new FolderTree(folder, List.copyOf(found));
  }

  @Override
  public String name() {
    return slashed(folder);
  }

  @Override
  public List<String> files() {
    return files;
  }

  @Override
  public byte[] read(String path) {
    Path file = folder.resolve(path);
    try {
      if (Files.size(file) > SourceFile.SIZE_BYTES_MAX) {
        throw FileTree.tooLarge(shown(path));
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UnreadableException("cannot read " + shown(path) + ": " + e, e);
    }
  }

  @Override
  public String shown(String path) {
    return slashed(folder.resolve(path).normalize());
  }

  private static String slashed(Path path) {
    var text = path.toString().replace('\\', '/');
    return text.isEmpty() ? "." : text;
  }

  private static final class Lister extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Set<String> found;

    Lister(Path root, Set<String> found) {
      this.root = root;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean skip = !folder.equals(root) && isForeign(folder);
      return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    private static boolean isForeign(Path folder) {
      var name = String.valueOf(folder.getFileName());
      return name.startsWith(".")
          || name.equals("node_modules")
          || BUILD_OUTPUT.getOrDefault(name, List.of()).stream()
              .anyMatch(file -> Files.exists(folder.resolveSibling(file)));
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      var path = slashed(root.relativize(file));
      if (FileTree.matters(path)) {
        found.add(path);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
