package dev.accord.registry.log;

import dev.accord.registry.subject.RegistryRecord;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A log that fails when it is told to. */
public class FailingLog implements SchemaLog {
  private final SchemaLog log;
  private volatile @Nullable Supplier<LogException> appendFailure;
  private volatile boolean endFails;
  private volatile boolean readerDies;

  /** Another log that also fails. */
  public FailingLog(SchemaLog log) {
    this.log = log;
  }

  /** What appends fail with from now on; null for nothing. */
  public void failAppends(@Nullable Supplier<LogException> failure) {
    appendFailure = failure;
  }

  /** Whether the end is not told from now on. */
  public void hideEnd(boolean hidden) {
    endFails = hidden;
  }

  /** Ends the thread that reads, with an error that nobody foresees. */
  public void killReader() {
    readerDies = true;
  }

  @Override
  public void open() throws LogException {
    log.open();
  }

  @Override
  public List<LogRecord> poll(Duration patience) throws LogException {
    if (readerDies) {
      throw new StackOverflowError();
    }
    return log.poll(patience);
  }

  @Override
  public long end() throws LogException {
    if (endFails) {
      throw LogException.notRead(new IllegalStateException("away"));
    }
    return log.end();
  }

  @Override
  public long position() {
    return log.position();
  }

  @Override
  public void claim() throws LogException {
    log.claim();
  }

  @Override
  public long append(List<RegistryRecord> records) throws LogException {
    var failing = appendFailure;
    if (failing != null) {
      throw failing.get();
    }
    return log.append(records);
  }

  @Override
  public boolean holds(long offset) throws LogException {
    return log.holds(offset);
  }

  @Override
  public void close() {
    log.close();
  }
}
