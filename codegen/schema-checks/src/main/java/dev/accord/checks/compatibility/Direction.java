package dev.accord.checks.compatibility;

/** Which side reads what the other wrote. */
public enum Direction {
  /** The new schema reads data of the old one. */
  BACKWARD("new", "old"),
  /** The old schema reads data of the new one. */
  FORWARD("old", "new");

  private final String reader;
  private final String writer;

  Direction(String reader, String writer) {
    this.reader = reader;
    this.writer = writer;
  }

  /** "new" or "old". */
  String reader() {
    return reader;
  }

  /** "old" or "new". */
  String writer() {
    return writer;
  }
}
