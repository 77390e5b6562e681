package dev.accord.cli.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;

/** A jar, read once and closed; only what may matter is kept. */
public final class JarTree implements FileTree {
  private final String name;
  private final Map<String, byte[]> contents;

  private JarTree(String name, Map<String, byte[]> contents) {
    this.name = name;
    this.contents = contents;
  }

  /**
   * Reads the jar.
   *
   * @throws UnreadableException if it is not there or not a jar
   */
  public static JarTree of(Path jar) {
    var contents = new TreeMap<String, byte[]>();
    try (var zip = new ZipFile(jar.toFile())) {
      for (var entries = zip.entries(); entries.hasMoreElements(); ) {
        var entry = entries.nextElement();
        if (!entry.isDirectory() && FileTree.matters(entry.getName())) {
          try (var in = zip.getInputStream(entry)) {
            contents.put(entry.getName(), in.readAllBytes());
          }
        }
      }
    } catch (IOException e) {
      throw new UnreadableException("cannot read the jar " + jar + ": " + e, e);
    }
    return new JarTree(jar.toString(), contents);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> files() {
    return List.copyOf(contents.keySet());
  }

  @Override
  public byte[] read(String path) {
    var content = contents.get(path);
    if (content == null) {
      throw new UnreadableException("the jar " + name + " has no " + path);
    }
    return content;
  }

  @Override
  public String shown(String path) {
    return name + "!/" + path;
  }
}
