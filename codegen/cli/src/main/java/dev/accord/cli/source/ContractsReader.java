package dev.accord.cli.source;

import dev.accord.model.config.AccordConfig;
import dev.accord.model.config.ConfigReader;
import dev.accord.model.contracts.Contracts;
import dev.accord.model.schema.SchemaSet;
import dev.accord.model.source.InvalidSourceException;
import dev.accord.model.source.Problem;
import dev.accord.model.source.SourceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads contracts: {@code accord.yaml} and the schemas it speaks of, or without one every schema
 * below the folder.
 */
public final class ContractsReader {
  /** The one file that says what a contracts folder is. */
  public static final String CONFIG = "accord.yaml";

  private ContractsReader() {}

  /** The folder of {@code accord.yaml} at or above {@code start}; without one, {@code start}. */
  public static Path nearest(Path start) {
    for (var at = start.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve(CONFIG))) {
        return relative(start, at);
      }
    }
    return start;
  }

  /** As short as the user would write it, so that places in messages can be clicked. */
  private static Path relative(Path start, Path found) {
    return start.isAbsolute() ? found : Path.of("").toAbsolutePath().relativize(found);
  }

  /**
   * The contracts in a tree whose root holds {@code accord.yaml}, or schemas alone.
   *
   * @param otherwise what holds where there is no {@code accord.yaml}; the schemas may then be
   *     anywhere below the root
   * @param library types that the schemas may refer to beside their own
   * @throws UnreadableException if there is no schema at all
   * @throws InvalidSourceException with every problem of every file
   */
  public static Contracts read(FileTree tree, AccordConfig otherwise, SchemaSet library) {
    var written = config(tree);
    var config = written.orElse(otherwise);
    var folder = normal(written.map(AccordConfig::schemas).orElse("."));
    var schemas = schemas(tree, folder, config.released());
    if (schemas.isEmpty()) {
      throw new UnreadableException(
          "no .avsc or .avdl file below "
              + tree.shown(folder)
              + "; name the folder that holds the schemas, or set \"schemas\" in "
              + CONFIG);
    }
    return Contracts.of(config, SchemaSet.read(decode(tree, schemas), library));
  }

  /** What {@code accord.yaml} at the root says, if it is there. */
  public static Optional<AccordConfig> config(FileTree tree) {
    return tree.files().contains(CONFIG)
        ? Optional.of(ConfigReader.read(tree.source(CONFIG)))
        : Optional.empty();
  }

  /** Current schemas are below the schemas folder, and not part of the released history. */
  private static List<String> schemas(FileTree tree, String folder, String releasedFolder) {
    var schemas = within(folder);
    var released = within(normal(releasedFolder));
    return tree.files().stream()
        .filter(FileTree::isSchema)
        .filter(file -> file.startsWith(schemas) && !file.startsWith(released))
        .toList();
  }

  /** Types that other contracts refer to: what jars on the class path hold. */
  public static SchemaSet library(Collection<Path> jars) {
    var library = SchemaSet.empty();
    for (var jar : jars) {
      var tree = JarTree.of(jar);
      library =
          tree.files().contains(FileTree.CLIENT_JAR_INDEX)
              ? clientJar(tree, library)
              : read(root(tree).orElse(tree), AccordConfig.defaults(), library).types();
    }
    return library;
  }

  /**
   * Each schema of a client jar is complete in itself, so a shared type is in many: one is kept.
   */
  private static SchemaSet clientJar(FileTree jar, SchemaSet library) {
    var types = library;
    for (var file : jar.files()) {
      if (FileTree.isSchema(file)) {
        types = SchemaSet.read(List.of(jar.source(file)), types);
      }
    }
    return types;
  }

  /** The part of a tree below its topmost {@code accord.yaml}, if it has one. */
  public static Optional<FileTree> root(FileTree tree) {
    return tree.files().stream()
        .filter(file -> file.equals(CONFIG) || file.endsWith("/" + CONFIG))
        .min(Comparator.comparingInt(String::length))
        .map(file -> new Subtree(tree, file.substring(0, file.length() - CONFIG.length())));
  }

  /** The sources of some files; broken ones are reported together. */
  public static List<SourceFile> decode(FileTree tree, List<String> paths) {
    var sources = new ArrayList<SourceFile>();
    var problems = new ArrayList<Problem>();
    for (var path : paths) {
      try {
        sources.add(tree.source(path));
      } catch (InvalidSourceException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidSourceException(problems);
    }
    return sources;
  }

  /** {@code ./schemas/} as {@code schemas}; the root itself as the empty string. */
  private static String normal(String folder) {
    var path = Path.of(folder).normalize().toString().replace('\\', '/');
    if (path.startsWith("..") || Path.of(path).isAbsolute()) {
      throw new UnreadableException(
          "\"" + folder + "\" lies outside the folder of " + CONFIG + "; move one of them");
    }
    return path;
  }

  private static String within(String folder) {
    return folder.isEmpty() ? "" : folder + "/";
  }

  /** Files below a prefix that ends with a slash or is empty. */
  private record Subtree(FileTree tree, String prefix) implements FileTree {
    @Override
    public String name() {
      return tree.shown(prefix);
    }

    @Override
    public List<String> files() {
      return tree.files().stream()
          .filter(file -> file.startsWith(prefix))
          .map(file -> file.substring(prefix.length()))
          .toList();
    }

    @Override
    public byte[] read(String path) {
      return tree.read(prefix + path);
    }

    @Override
    public String shown(String path) {
      return tree.shown(prefix + path);
    }
  }
}
