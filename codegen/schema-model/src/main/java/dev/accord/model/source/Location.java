package dev.accord.model.source;

/**
 * A stretch of text in a file. Lines and columns count from 1; columns count UTF-16 units; the end
 * is the place just behind the last character, as in SARIF and LSP.
 */
public record Location(String file, int line, int column, int endLine, int endColumn)
    implements Comparable<Location> {

  public Location {
    if (line < 1 || column < 1 || endLine < line || (endLine == line && endColumn < column)) {
      throw new IllegalArgumentException(
          "not a stretch of text: " + line + ":" + column + " to " + endLine + ":" + endColumn);
    }
  }

  /** The first character of a file that has no finer place to offer. */
  public static Location startOf(String file) {
    return new Location(file, 1, 1, 1, 1);
  }

  /** Whether the other one starts within this one. */
  public boolean holds(Location other) {
    boolean before = other.line < line || (other.line == line && other.column < column);
    boolean behind = other.line > endLine || (other.line == endLine && other.column >= endColumn);
    return file.equals(other.file) && !before && !behind;
  }

  @Override
  public int compareTo(Location other) {
    int byFile = file.compareTo(other.file);
    if (byFile != 0) {
      return byFile;
    }
    int byLine = Integer.compare(line, other.line);
    return byLine != 0 ? byLine : Integer.compare(column, other.column);
  }

  /** {@code file:line:column}, which terminals and editors turn into a link. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
