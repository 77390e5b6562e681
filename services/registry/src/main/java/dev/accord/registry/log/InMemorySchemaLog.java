package dev.accord.registry.log;

import dev.accord.registry.subject.RegistryRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A log that lasts as long as its {@link Topic}. Several logs on one topic see each other. */
public final class InMemorySchemaLog implements SchemaLog {
  private final Topic topic;
  private int epoch = -1;
  private int position;

  /** Another reader and possible writer of a topic. */
  public InMemorySchemaLog(Topic topic) {
    this.topic = topic;
  }

  @Override
  public void open() {
    position = 0;
  }

  @Override
  public List<LogRecord> poll(Duration patience) {
    var found = topic.from(position, patience);
    position += found.size();
    return found;
  }

  @Override
  public long end() {
    return topic.size();
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void claim() {
    epoch = topic.claim();
  }

  @Override
  public long append(List<RegistryRecord> records) throws LogException {
    return topic.append(epoch, records);
  }

  @Override
  public boolean holds(long offset) {
    return offset < topic.size();
  }

  @Override
  public void close() {
    epoch = -1;
  }

  /** What the logs share. Usable from any thread. */
  public static final class Topic {
    private final Clock clock;
    private final List<LogRecord> records = new ArrayList<>();
    private int epoch;

    /** An empty topic; the clock stamps the records. */
    public Topic(Clock clock) {
      this.clock = clock;
    }

    /** Adds a record as another server would, whoever has the right to append. */
    public synchronized void addForeign(byte @Nullable [] key, byte @Nullable [] value) {
      records.add(new LogRecord(records.size(), clock.millis(), key, value));
      notifyAll();
    }

    /** Every record so far. */
    public synchronized List<LogRecord> records() {
      return List.copyOf(records);
    }

    private synchronized int size() {
      return records.size();
    }

    private synchronized int claim() {
      return ++epoch;
    }

    private synchronized long append(int claimed, List<RegistryRecord> appended)
        throws LogException {
      if (claimed != epoch) {
        throw new LogException.Fenced("another writer has claimed the log", null);
      }
      for (var record : appended) {
        addForeign(RecordCodec.key(record), RecordCodec.value(record));
      }
      return records.size() - 1L;
    }

    private synchronized List<LogRecord> from(int position, Duration patience) {
      if (position >= records.size() && !patience.isZero()) {
        try {
          TimeUnit.NANOSECONDS.timedWait(this, patience.toNanos());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return List.copyOf(records.subList(Math.min(position, records.size()), records.size()));
    }
  }
}
