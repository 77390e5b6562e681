package dev.accord.cli.source;

import dev.accord.model.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A jar, read once and closed; only what may matter is kept. */
public final class JarTree {
  private JarTree() {}

  /**
   * Reads the jar.
   *
   * @throws UnreadableException if it is not there or not a jar, or holds a file beyond {@link
   *     SourceFile#SIZE_BYTES_MAX}
   */
  public static FileTree of(Path jar) {
    if (!Files.exists(jar)) {
      throw new UnreadableException("there is no jar " + jar);
    }
    var contents = new TreeMap<String, byte[]>();
    try (var zip = new ZipFile(jar.toFile())) {
      for (var entries = zip.entries(); entries.hasMoreElements(); ) {
        var entry = entries.nextElement();
        if (!entry.isDirectory() && FileTree.matters(entry.getName())) {
          contents.put(entry.getName(), bytes(zip, entry));
        }
      }
    } catch (IOException e) {
      throw new UnreadableException("cannot read " + jar + " as a jar: " + e.getMessage(), e);
    }
    return new StoredTree(jar.toString(), "!/", contents);
  }

  /** What an entry says about its size is not believed: few bytes can unpack to very many. */
  private static byte[] bytes(ZipFile zip, ZipEntry entry) throws IOException {
    try (var in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(SourceFile.SIZE_BYTES_MAX + 1);
      if (bytes.length > SourceFile.SIZE_BYTES_MAX) {
        throw FileTree.tooLarge(zip.getName() + "!/" + entry.getName());
      }
      return bytes;
    }
  }
}
