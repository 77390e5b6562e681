package dev.accord.cli.baseline;

import dev.accord.cli.source.FileTree;
import dev.accord.model.config.AccordConfig;
import dev.accord.model.contracts.Baseline.Version;
import dev.accord.model.contracts.EventSchema;
import dev.accord.model.schema.SchemaSet;
import dev.accord.model.schema.Type;
import dev.accord.model.source.InvalidSourceException;
import dev.accord.model.source.Location;
import dev.accord.model.source.Problem;
import dev.accord.model.source.SourceFile;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code <released>/<subject>/<version>.avsc}: each file one version, complete in itself. */
final class ReleasedHistory {
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

  private ReleasedHistory() {}

  static List<Version> read(FileTree tree, AccordConfig config, SchemaSet library) {
    var folder = config.released().replaceFirst("^\\./", "").replaceFirst("/$", "") + "/";
    // Side by side: a long history is most of what a run reads.
    var read =
        tree.files().parallelStream()
            .filter(file -> file.startsWith(folder) && file.endsWith(".avsc"))
            .map(file -> read(tree, file, file.substring(folder.length()), library))
            .toList();
    var problems = read.stream().flatMap(one -> one.problems().stream()).toList();
    if (!problems.isEmpty()) {
      throw new InvalidSourceException(problems);
    }
    return read.stream()
        .flatMap(one -> one.version().stream())
        .sorted(
            Comparator.<Version, String>comparing(version -> version.schema().subject())
                .thenComparing(Version::number))
        .toList();
  }

  /** A version, or why there is none. */
  private record Read(Optional<Version> version, List<Problem> problems) {}

  private static Read read(FileTree tree, String file, String path, SchemaSet library) {
    try {
      return new Read(Optional.of(version(path, tree.source(file), library)), List.of());
    } catch (InvalidSourceException e) {
      return new Read(Optional.empty(), e.problems());
    }
  }

  private static Version version(String path, SourceFile source, SchemaSet library) {
    int slash = path.lastIndexOf('/');
    var number = path.substring(slash + 1).replaceFirst("\\.avsc$", "");
    if (slash < 0 || !NUMBER.matcher(number).matches()) {
      throw new InvalidSourceException(
          Location.startOf(source.path()),
          "a released version is <subject>/<number>.avsc with numbers from 1; rename or move it");
    }
    return new Version(
        Integer.parseInt(number), schema(path.substring(0, slash), List.of(source), library));
  }

  /**
   * One stored schema.
   *
   * @param files the schema itself first, then what it refers to
   */
  static EventSchema schema(String subject, List<SourceFile> files, SchemaSet library) {
    return schema(subject, SchemaSet.read(files, library));
  }

  /** The schema at the first root of {@code types}. */
  static EventSchema schema(String subject, SchemaSet types) {
    var root = types.roots().get(0).type();
    var name = root instanceof Type.Reference named ? named.fullName() : subject;
    return new EventSchema(name, subject, subject.endsWith("-key"), types, root);
  }
}
