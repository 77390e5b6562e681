package dev.accord.runtime.progress;

/**
 * Which event is meant, whatever its partition and offset: a service that wrote gives it to its
 * caller, who shows it where he wants to read his own write.
 *
 * @param sequence the event's number among those of source, topic and key, from 1
 */
public record EventPosition(String topic, String source, String key, long sequence) {
  /** The header of an answer that caused an event. */
  public static final String HEADER = "Accord-Position";

  /** Refuses what could not be read back. */
  public EventPosition {
    if (topic.isBlank() || source.isBlank() || (topic + source).contains("/") || key.isBlank()) {
      throw new IllegalArgumentException("a position needs a topic, a source and a key");
    }
    if (sequence < 1) {
      throw new IllegalArgumentException("sequences begin with 1, not " + sequence);
    }
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException if the text is no position
   */
  public static EventPosition parse(String text) {
    var parts = text.split("/", 3);
    int last = text.lastIndexOf('/');
    if (parts.length < 3 || parts[2].indexOf('/') < 0) {
      throw new IllegalArgumentException("a position is topic/source/key/sequence, not " + text);
    }
    var key = parts[2].substring(0, parts[2].lastIndexOf('/'));
    return new EventPosition(parts[0], parts[1], key, Long.parseLong(text.substring(last + 1)));
  }

  @Override
  public String toString() {
    return topic + "/" + source + "/" + key + "/" + sequence;
  }
}
