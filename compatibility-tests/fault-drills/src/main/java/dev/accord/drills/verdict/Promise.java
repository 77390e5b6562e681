package dev.accord.drills.verdict;

/** What the order system promises. */
public enum Promise {
  /** An order that was answered 201 is stored and told, and what is committed is on its topic. */
  NO_ORDER_IS_LOST,
  /** What is on a topic in a service's name was committed by it, byte for byte. */
  NO_GHOST,
  /** Without an answer an order is there whole or not at all; a key has one order. */
  ONE_ORDER_A_KEY,
  /** The first copies of a key's events are 1, 2, 3 without a hole, as they were committed. */
  EVENTS_OF_A_KEY_IN_ORDER,
  /** A repeated event equals its first copy. */
  DUPLICATES_ARE_EQUAL,
  /** Nothing is published twice, but for what was under way when a relay died. */
  DUPLICATES_ARE_BOUNDED,
  /** However often an event is delivered, stock and money move for it once. */
  ONE_EFFECT_AN_EVENT,
  /** The stock is what was put there less what was shipped, and never below zero. */
  STOCK_IS_CONSERVED,
  /** What was charged and not returned is the price of what was shipped, order by order. */
  MONEY_IS_CONSERVED,
  /** Every order is shipped or cancelled. */
  EVERY_SAGA_ENDS,
  /** Every order went a way that is declared, and was undone in reverse. */
  SAGAS_KEEP_TO_THE_MODEL,
  /** What lies below a committed offset had its effect or is a dead letter. */
  COMMITS_FOLLOW_EFFECTS,
  /** The view is the fold of the topics. */
  VIEW_IS_THE_FOLD,
  /** Every subscriber has accounted for all that was published for it, and for nothing else. */
  NOTHING_IS_UNACCOUNTED,
  /** What was planted unreadable is a dead letter, and nothing else is. */
  ONLY_POISON_IS_PARKED,
  /** In the end nothing waits: in no outbox, at no topic, for no call. */
  NOTHING_WAITS,
  /** An outbox is appended to: no row of it is updated or deleted, and left to be swept up. */
  NO_BLOAT,
  /** Orders are taken whatever happens to others, and soon again after what happens here. */
  ORDERS_ARE_TAKEN,
  /** A service that is asked to stop ends in order, and leaves nothing to be done a second time. */
  A_STOP_LEAVES_NOTHING,
  /** A service that gives something up has kept it as a dead letter. */
  NO_SILENT_SKIP
}
