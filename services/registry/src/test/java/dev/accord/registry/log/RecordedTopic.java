package dev.accord.registry.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A topic as another server wrote it. */
public record RecordedTopic(List<Line> lines) {
  /** One record; the value is null for a tombstone. */
  public record Line(long offset, String key, @Nullable String value) {
    /** As a reader gets it. */
    public LogRecord record() {
      return new LogRecord(offset, offset, bytes(key), value == null ? null : bytes(value));
    }

    private static byte[] bytes(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  /** The topic of a release. */
  public static RecordedTopic of(String release) {
    var name = "/recorded-topics/schemas-topic-" + release + ".txt";
    try (var resource = RecordedTopic.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalArgumentException("no resource " + name);
      }
      var lines = new ArrayList<Line>();
      new String(resource.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(" \\| ", 3))
          .forEach(
              parts ->
                  lines.add(
                      new Line(
                          Long.parseLong(parts[0].substring("Offset:".length())),
                          parts[1],
                          parts[2].equals("null") ? null : parts[2])));
      return new RecordedTopic(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
