package dev.accord.cli.value;

import dev.accord.cli.source.ContractsReader;
import dev.accord.cli.source.FileTree;
import dev.accord.cli.source.FolderTree;
import dev.accord.cli.source.UnreadableException;
import dev.accord.model.schema.SchemaSet;
import dev.accord.model.source.InvalidSourceException;
import dev.accord.model.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;

/** Schemas that the command line names one by one. */
final class SchemaFiles {
  private SchemaFiles() {}

  /** The schema in a file; types that it does not define itself may be in files beside it. */
  static Schema read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new UnreadableException("there is no file " + file);
    }
    SourceFile source = SourceFile.decode(file.toString(), Files.readAllBytes(file));
    try {
      return root(SchemaSet.read(List.of(source), SchemaSet.empty()), file);
    } catch (InvalidSourceException alone) {
      Path folder = file.toAbsolutePath().getParent();
      FileTree tree = FolderTree.of(folder == null ? file : ContractsReader.nearest(folder));
      List<String> others =
          tree.files().stream()
              .filter(FileTree::isSchema)
              .filter(path -> !path.startsWith("released/"))
              .filter(path -> !tree.shown(path).endsWith("/" + file.getFileName()))
              .toList();
      var sources = ContractsReader.decode(tree, others);
      sources.add(source);
      return root(SchemaSet.read(sources, SchemaSet.empty()), file);
    }
  }

  private static Schema root(SchemaSet types, Path file) {
    return types.roots().stream()
        .filter(root -> root.file().equals(file.toString()))
        .findFirst()
        .map(root -> types.toAvro(root.type()))
        .orElseThrow(() -> new UnreadableException(file + " holds no schema"));
  }
}
