package dev.accord.order.saga;

import dev.accord.shop.order.CancelCause;
import org.jspecify.annotations.Nullable;

/** What a trigger does to an order. */
sealed interface Transition {
  /** Late or repeated: nothing changes. */
  Transition NOTHING = Still.NOTHING;

  /** Nothing changes but that somebody owes an answer. */
  Transition OVERDUE = Still.OVERDUE;

  /** The order cannot be called off any more. */
  Transition TOO_LATE = Still.TOO_LATE;

  /** It cannot be true together with what is known: somebody has to look. */
  Transition CONTRADICTION = Still.CONTRADICTION;

  /** The order stays where it is. */
  enum Still implements Transition {
    NOTHING,
    OVERDUE,
    TOO_LATE,
    CONTRADICTION
  }

  /**
   * The order goes on.
   *
   * @param cause why it is being cancelled; absent if it is not, or if that is known already
   */
  record Move(Phase to, @Nullable CancelCause cause) implements Transition {
    Move(Phase to) {
      this(to, null);
    }

    static Move undo(Phase to, CancelCause cause) {
      return new Move(to, cause);
    }

    static Move onward(Phase to) {
      return new Move(to, null);
    }
  }
}
