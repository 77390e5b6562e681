package dev.accord.model.source;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * The text of one file under the path that messages name, and the way from offsets to lines. Lines
 * end at {@code \n}, {@code \r\n} or {@code \r}.
 */
public final class SourceFile {
  /** Larger files are refused: no contract is that big, and a mistake should not eat the memory. */
  public static final int SIZE_BYTES_MAX = 32 << 20;

  private final String path;
  private final String text;
  private final int[] lineStarts;

  public SourceFile(String path, String text) {
    this.path = path;
    this.text = text;
    this.lineStarts = lineStarts(text);
  }

  /**
   * Reads UTF-8 strictly; a byte order mark at the start is skipped.
   *
   * @throws InvalidSourceException at the first byte that is not UTF-8
   */
  public static SourceFile decode(String path, byte[] bytes) {
    if (bytes.length > SIZE_BYTES_MAX) {
      throw new InvalidSourceException(
          Location.startOf(path),
          "the file has " + bytes.length + " bytes; at most " + SIZE_BYTES_MAX + " are read");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      var readable = new SourceFile(path, text);
      throw new InvalidSourceException(
          readable.location(text.length(), text.length()),
          String.format(
              Locale.ROOT,
              "byte 0x%02X at offset %d is not UTF-8; save the file as UTF-8",
              bytes[in.position()],
              in.position()));
    }
    return new SourceFile(path, text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  public String path() {
    return path;
  }

  public String text() {
    return text;
  }

  /** The place from {@code start} up to, not including, {@code end}: offsets into the text. */
  public Location location(int start, int end) {
    int line = lineAt(start);
    int endLine = lineAt(end);
    return new Location(
        path, line + 1, start - lineStarts[line] + 1, endLine + 1, end - lineStarts[endLine] + 1);
  }

  /** The offset of a line and column, both from 1. */
  public int offset(int line, int column) {
    return lineStarts[line - 1] + column - 1;
  }

  /** One line's text without its end; empty for a line the file does not have. */
  public String lineText(int line) {
    if (line < 1 || line > lineStarts.length) {
      return "";
    }
    int index = line - 1;
    int end = index + 1 < lineStarts.length ? lineStarts[index + 1] : text.length();
    return text.substring(lineStarts[index], end).stripTrailing();
  }

  private int lineAt(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found : -found - 2;
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[16];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean lineEnd =
          c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
      if (lineEnd) {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, count);
  }

  @Override
  public String toString() {
    return path;
  }
}
