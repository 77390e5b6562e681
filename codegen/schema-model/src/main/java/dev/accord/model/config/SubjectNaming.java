package dev.accord.model.config;

import java.util.Locale;
import java.util.Optional;

/** How the subject of an event's schema is made; the names and results are Confluent's. */
public enum SubjectNaming {
  /** {@code <topic>-value}: one event type a topic. */
  TOPIC_NAME,
  /** {@code <record full name>}: an event may be on any topic. */
  RECORD_NAME,
  /** {@code <topic>-<record full name>}: several event types a topic. */
  TOPIC_RECORD_NAME;

  /** As written in {@code accord.yaml}: {@code topic-record-name}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The subject of an event; an event without a topic is named by its record alone. */
  public String subject(Optional<String> topic, String recordName) {
    if (topic.isEmpty()) {
      return recordName;
    }
    return switch (this) {
      case TOPIC_NAME -> topic.get() + "-value";
      case RECORD_NAME -> recordName;
      case TOPIC_RECORD_NAME -> topic.get() + "-" + recordName;
    };
  }
}
