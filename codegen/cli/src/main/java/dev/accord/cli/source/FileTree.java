package dev.accord.cli.source;

import dev.accord.model.source.SourceFile;
import java.util.List;

/** Files below one root, wherever they are kept. */
public interface FileTree {

  /** Lists the events of a jar of generated classes, and where in the jar their schemas are. */
  String CLIENT_JAR_INDEX = "META-INF/accord/events.json";

  /** What messages call the root: {@code contracts}, {@code main:contracts}. */
  String name();

  /** The files that may matter, relative to the root, with forward slashes, sorted. */
  List<String> files();

  /**
   * The content of one of {@link #files}.
   *
   * @throws UnreadableException if it is gone or cannot be read
   */
  byte[] read(String path);

  /** What messages call a file: a path or name that the user can open or ask for. */
  String shown(String path);

  /**
   * The text of one of {@link #files} under the name that messages use.
   *
   * @throws UnreadableException if it cannot be read
   * @throws dev.accord.model.source.InvalidSourceException if it is not UTF-8
   */
  default SourceFile source(String path) {
    return SourceFile.decode(shown(path), read(path));
  }

  /** Refuses a file that no hand has written. */
  static UnreadableException tooLarge(String file) {
    return new UnreadableException(file + " has more than " + SourceFile.SIZE_BYTES_MAX + " bytes");
  }

  /** Whether a file of that name holds schemas. */
  static boolean isSchema(String path) {
    return path.endsWith(".avsc") || path.endsWith(".avdl");
  }

  /** Whether a file of that name can matter: schemas, {@code accord.yaml}, a client jar's index. */
  static boolean matters(String path) {
    return isSchema(path) || path.endsWith("accord.yaml") || path.equals(CLIENT_JAR_INDEX);
  }
}
