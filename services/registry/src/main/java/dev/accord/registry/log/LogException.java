package dev.accord.registry.log;

import org.jspecify.annotations.Nullable;

/** Why the log could not do what was asked. The message says what, where and the way out. */
public sealed class LogException extends Exception {
  private LogException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** For a claim after which the log was not read to its end in time. */
  public static Unavailable notRead(Throwable cause) {
    return new Unavailable("the log was claimed but could not be read to its end in time", cause);
  }

  /** Nothing was written; trying again may help. */
  public static final class Unavailable extends LogException {
    Unavailable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** It may have been written or not: only reading on beyond it tells. */
  public static final class OutcomeUnknown extends LogException {
    private final long offset;
    private final boolean deposed;

    /**
     * For a log that waited for a confirmation in vain.
     *
     * @param offset of the last record in question
     * @param deposed whether another writer has claimed the log since
     */
    public OutcomeUnknown(String message, @Nullable Throwable cause, long offset, boolean deposed) {
      super(message, cause);
      this.offset = offset;
      this.deposed = deposed;
    }

    /** The offset of the last record in question. */
    public long offset() {
      return offset;
    }

    /** Whether another writer has claimed the log since. */
    public boolean isDeposed() {
      return deposed;
    }
  }

  /** Another writer has claimed the log since: nothing was written and nothing ever will be. */
  public static final class Fenced extends LogException {
    Fenced(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** The records are larger than the log takes; nothing was written. */
  public static final class TooLarge extends LogException {
    TooLarge(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** The log is not one this registry can use, for example one that forgets. */
  public static final class Unusable extends LogException {
    Unusable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
