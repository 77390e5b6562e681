package dev.accord.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * How large methods, files and packages are, under names that stay the same when code moves inside
 * a file.
 */
final class Sizes {
  private final SourceTree tree;

  Sizes(SourceTree tree) {
    this.tree = tree;
  }

  /** Lines of each file. */
  Map<String, Integer> files() {
    var sizes = new TreeMap<String, Integer>();
    tree.java().forEach(file -> sizes.put(file.toString(), tree.lines(file).size()));
    return sizes;
  }

  /** Types written by hand in each package of production code. */
  Map<String, Integer> packages() {
    var sizes = new TreeMap<String, Integer>();
    tree.java()
        .filter(file -> file.toString().contains("src/main/java"))
        .filter(file -> !file.endsWith("package-info.java"))
        .map(file -> file.toString().replaceFirst("/[^/]+$", ""))
        .forEach(folder -> sizes.merge(folder, 1, Integer::sum));
    return sizes;
  }

  /** Lines of each method, the longest of those that share a name in one file. */
  Map<String, Integer> methods() {
    var sizes = new TreeMap<String, Integer>();
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      List<Path> sources = tree.java().map(tree.root()::resolve).toList();
      var task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  problem -> {},
                  null,
                  null,
                  files.getJavaFileObjectsFromPaths(sources));
      for (var unit : task.parse()) {
        unit.accept(new MethodMeter(unit, Trees.instance(task), sizes), null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sizes;
  }

  private final class MethodMeter extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final CompilationUnitTree unit;
    private final Trees trees;
    private final Map<String, Integer> sizes;

    MethodMeter(CompilationUnitTree unit, Trees trees, Map<String, Integer> sizes) {
      this.unit = unit;
      this.trees = trees;
      this.sizes = sizes;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
      var file = tree.root().relativize(Path.of(unit.getSourceFile().toUri()));
      var positions = trees.getSourcePositions();
      var lines = unit.getLineMap();
      var first = lines.getLineNumber(positions.getStartPosition(unit, method));
      var last = lines.getLineNumber(positions.getEndPosition(unit, method));
      sizes.merge(file + "#" + method.getName(), (int) (last - first + 1), Math::max);
      return super.visitMethod(method, null);
    }
  }
}
