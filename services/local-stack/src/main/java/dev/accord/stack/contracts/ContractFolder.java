package dev.accord.stack.contracts;

import dev.accord.model.config.ConfigReader;
import dev.accord.model.source.SourceFile;
import dev.accord.runtime.kafka.Topics.Topic;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The contracts that this program was built with.
 *
 * @param compatibility level that every subject is held to
 * @param topics in the order of {@code accord.yaml}
 * @param releases by subject, then by version from 1
 */
public record ContractFolder(String compatibility, List<Topic> topics, List<Release> releases) {
  private static final String PLACE = "/contracts/accord.yaml";

  /** Copies the lists. */
  public ContractFolder {
    topics = List.copyOf(topics);
    releases = List.copyOf(releases);
  }

  /**
   * Reads the contracts on the class path, from a folder or out of a jar.
   *
   * @throws IOException if there are none or they cannot be read
   */
  public static ContractFolder onClassPath() throws IOException {
    var url = ContractFolder.class.getResource(PLACE);
    if (url == null) {
      throw new FileNotFoundException("no " + PLACE + " on the class path");
    }
    if (url.openConnection() instanceof JarURLConnection jar) {
      var file = Path.of(URI.create(jar.getJarFileURL().toString()));
      try (FileSystem files = FileSystems.newFileSystem(file)) {
        return read(files.getPath(PLACE));
      }
    }
    return read(Path.of(URI.create(url.toString())));
  }

  private static ContractFolder read(Path accordYaml) throws IOException {
    var config = ConfigReader.read(SourceFile.decode(PLACE, Files.readAllBytes(accordYaml)));
    return new ContractFolder(
        config.compatibility(),
        config.topics().stream()
            .map(topic -> new Topic(topic.name(), topic.partitions(), topic.cleanup()))
            .toList(),
        releases(accordYaml.resolveSibling(config.released())));
  }

  private static List<Release> releases(Path released) throws IOException {
    var releases = new ArrayList<Release>();
    for (var folder : in(released)) {
      for (var file : in(folder)) {
        var version = Integer.parseInt(name(file).replace(".avsc", ""));
        releases.add(new Release(name(folder), version, Files.readString(file)));
      }
    }
    releases.sort(Comparator.comparing(Release::subject).thenComparing(Release::version));
    return releases;
  }

  private static List<Path> in(Path folder) throws IOException {
    try (var paths = Files.list(folder)) {
      return paths.toList();
    }
  }

  /** Without the slash with which a folder in a jar may end. */
  private static String name(Path path) {
    return String.valueOf(path.getFileName()).replace("/", "");
  }
}
