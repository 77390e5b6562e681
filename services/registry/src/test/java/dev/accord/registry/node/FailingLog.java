package dev.accord.registry.node;

import dev.accord.registry.log.LogException;
import dev.accord.registry.log.LogRecord;
import dev.accord.registry.log.SchemaLog;
import dev.accord.registry.subject.RegistryRecord;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A log that fails when it is told to. */
class FailingLog implements SchemaLog {
  private final SchemaLog log;
  final AtomicReference<@Nullable Supplier<LogException>> failure = new AtomicReference<>();
  volatile boolean endFails;

  FailingLog(SchemaLog log) {
    this.log = log;
  }

  @Override
  public void open() throws LogException {
    log.open();
  }

  @Override
  public List<LogRecord> poll(Duration patience) throws LogException {
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
    var failing = failure.get();
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
