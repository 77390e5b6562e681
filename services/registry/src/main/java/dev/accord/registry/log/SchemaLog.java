package dev.accord.registry.log;

import dev.accord.registry.subject.RegistryRecord;
import java.time.Duration;
import java.util.List;

/**
 * A totally ordered, durable log with one writer at a time.
 *
 * <p>All calls block. {@link #open}, {@link #poll} and {@link #end} belong to the reading thread,
 * {@link #claim}, {@link #append} and {@link #holds} to the writing thread; {@link #close} may be
 * called from any thread once both have ended.
 */
public interface SchemaLog extends AutoCloseable {
  /**
   * Makes the log ready to be read from its beginning, creating it where it is missing.
   *
   * @throws LogException.Unavailable if it cannot be reached now
   * @throws LogException.Unusable if it is there but unfit; the message says how to mend it
   */
  void open() throws LogException;

  /**
   * The next records in order, each once; empty if none came within the time.
   *
   * @throws LogException.Unavailable if the log cannot be reached now
   */
  List<LogRecord> poll(Duration patience) throws LogException;

  /**
   * The offset after everything that any writer has appended or has begun to append. Who reads on
   * until {@link #position} is here has every append that had returned before this was called; it
   * takes as long as an append under way takes to end.
   *
   * @throws LogException.Unavailable if the log cannot be reached now
   */
  long end() throws LogException;

  /** The offset that {@link #poll} will read next. */
  long position();

  /**
   * Takes the sole right to append from whoever has it. Whatever that one had not finished is
   * undone or done when this returns, so reading to {@link #end} then shows everything there will
   * ever be from others.
   *
   * @throws LogException.Unavailable if the log cannot be reached now
   */
  void claim() throws LogException;

  /**
   * Appends records together or not at all. {@link #end} is behind them when this returns; they can
   * be read at once or a moment later.
   *
   * @param records at least one
   * @return the offset of the last one
   * @throws LogException.Fenced if another has claimed the log since
   * @throws LogException.OutcomeUnknown if the answer got lost
   * @throws LogException.TooLarge if a record is too large
   * @throws LogException.Unavailable if nothing was written
   */
  long append(List<RegistryRecord> records) throws LogException;

  /**
   * Whether the record at an offset counts. To be asked about a record that was appended a moment
   * ago, once {@link #position} is beyond it: only then that is decided.
   *
   * @throws LogException.Unavailable if the log cannot be reached now
   */
  boolean holds(long offset) throws LogException;

  /**
   * The id of the cluster that keeps the log; empty before {@link #open} and where there is none.
   */
  default String clusterId() {
    return "";
  }

  /** Gives up the right to append and stops reading. Idempotent. */
  @Override
  void close();
}
