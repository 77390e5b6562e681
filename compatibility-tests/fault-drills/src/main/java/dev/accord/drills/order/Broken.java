package dev.accord.drills.order;

/** A promise that was broken, and the evidence. */
record Broken(Promise promise, String evidence) {
  /** What the order system promises. */
  enum Promise {
    /** An order that was answered 201 is stored and told, under the id that was answered. */
    NO_ORDER_IS_LOST,
    /** What is on a topic in a service's name was committed by it, byte for byte. */
    NO_GHOST,
    /** Without an answer an order is there whole or not at all; a key has one order. */
    ONE_ORDER_A_KEY,
    /** The first copies of a key's events are 1, 2, 3 without a hole, as they were committed. */
    EVENTS_OF_A_KEY_IN_ORDER,
    /** A repeated event equals its first copy. */
    DUPLICATES_ARE_EQUAL,
    /** However often an event is delivered, stock moves for it once. */
    ONE_EFFECT_AN_EVENT,
    /** The stock is what was put there less what is set aside, and never below zero. */
    STOCK_IS_CONSERVED,
    /** Every order leaves PENDING, and stands as inventory decided. */
    EVERY_ORDER_IS_DECIDED,
    /** What lies below a committed offset had its effect or is a dead letter. */
    COMMITS_FOLLOW_EFFECTS,
    /** What was planted unreadable is a dead letter, and nothing else is. */
    ONLY_POISON_IS_PARKED,
    /** In the end nothing waits in an outbox. */
    OUTBOXES_ARE_DRAINED,
    /** An outbox leaves no dead rows. */
    NO_BLOAT
  }

  @Override
  public String toString() {
    return promise + ": " + evidence;
  }
}
