package dev.accord.cli.source;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Files that were read at once, from where nobody can edit them: a jar or a commit.
 *
 * @param separator what stands between the root's name and a file's path in messages
 */
public record StoredTree(String name, String separator, Map<String, byte[]> contents)
    implements FileTree {

  /** Keeps the files sorted. */
  public StoredTree {
    contents = new TreeMap<>(contents);
  }

  @Override
  public List<String> files() {
    return List.copyOf(contents.keySet());
  }

  @Override
  public byte[] read(String path) {
    var content = contents.get(path);
    if (content == null) {
      throw new UnreadableException("there is no " + shown(path));
    }
    return content;
  }

  @Override
  public String shown(String path) {
    return name + separator + path;
  }
}
