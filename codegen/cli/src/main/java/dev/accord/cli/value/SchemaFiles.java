package dev.accord.cli.value;

import dev.accord.cli.source.ContractsReader;
import dev.accord.cli.source.FileTree;
import dev.accord.cli.source.FolderTree;
import dev.accord.cli.source.UnreadableException;
import dev.accord.model.config.AccordConfig;
import dev.accord.model.contracts.Contracts;
import dev.accord.model.contracts.EventSchema;
import dev.accord.model.schema.SchemaSet;
import dev.accord.model.schema.SchemaSet.Root;
import dev.accord.model.schema.Type;
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

  /**
   * The schema in a file; types that it does not define itself may be in files beside it.
   *
   * @param named a file, or {@code shop.avdl#OrderPlaced} for one that holds several events
   */
  static Schema read(Path named) throws IOException {
    String text = named.toString();
    int mark = Files.exists(named) ? -1 : text.lastIndexOf('#');
    return mark < 0
        ? read(named, "")
        : read(Path.of(text.substring(0, mark)), text.substring(mark + 1));
  }

  private static Schema read(Path file, String type) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new UnreadableException(
          Files.isDirectory(file)
              ? file + " is a folder; name a schema file in it"
              : "there is no file " + file);
    }
    SourceFile source = SourceFile.decode(file.toString(), Files.readAllBytes(file));
    try {
      return root(SchemaSet.read(List.of(source), SchemaSet.empty()), file, type);
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
      return root(SchemaSet.read(sources, SchemaSet.empty()), file, type);
    }
  }

  private static Schema root(SchemaSet types, Path file, String wanted) {
    List<Root> all =
        types.roots().stream().filter(root -> root.file().equals(file.toString())).toList();
    if (all.isEmpty()) {
      throw new UnreadableException(file + " holds no schema");
    }
    List<String> events =
        Contracts.of(AccordConfig.defaults(), types).events().stream()
            .map(EventSchema::name)
            .toList();
    List<Root> meant =
        all.stream()
            .filter(
                root ->
                    wanted.isEmpty()
                        ? all.size() == 1 || events.contains(name(root))
                        : ("." + name(root)).endsWith("." + wanted))
            .toList();
    if (meant.size() != 1) {
      throw new UnreadableException(
          file
              + " holds "
              + String.join(", ", all.stream().map(SchemaFiles::name).toList())
              + "; name one, such as "
              + file
              + "#"
              + name(all.get(0)));
    }
    return types.toAvro(meant.get(0).type());
  }

  private static String name(Root root) {
    return root.type() instanceof Type.Reference named ? named.fullName() : "";
  }
}
