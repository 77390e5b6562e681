package dev.accord.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files of the repository as a newcomer sees them: without build output and version control.
 */
record SourceTree(Path root, List<Path> files) {
  private static final Set<String> PASSED_OVER =
      Set.of(".git", "target", ".accord", "node_modules", ".idea", ".vscode");

  /** Reads the tree that the working directory belongs to. */
  static SourceTree here() {
    var start = Path.of("").toAbsolutePath();
    for (var root = start; root != null; root = root.getParent()) {
      if (Files.isDirectory(root.resolve(".mvn"))) {
        return new SourceTree(root, filesBelow(root));
      }
    }
    throw new IllegalStateException("not inside the repository: " + start);
  }

  /** Paths relative to the root, with forward slashes, sorted. */
  Stream<Path> relative() {
    return files.stream().map(root::relativize).sorted();
  }

  Stream<Path> java() {
    return relative().filter(file -> file.toString().endsWith(".java"));
  }

  List<String> lines(Path relative) {
    return text(relative).lines().toList();
  }

  String text(Path relative) {
    try {
      // Latin-1 reads any bytes: some fixtures are broken UTF-8 on purpose.
      return Files.readString(root.resolve(relative), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> filesBelow(Path root) {
    var found = new ArrayList<Path>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              var passedOver = PASSED_OVER.contains(folder.getFileName().toString());
              return passedOver ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              // In a linked work tree .git is a file.
              if (attributes.isRegularFile() && !file.getFileName().toString().equals(".git")) {
                found.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(found);
  }
}
