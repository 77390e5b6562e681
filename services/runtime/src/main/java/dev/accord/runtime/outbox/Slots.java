package dev.accord.runtime.outbox;

/** Rows of one key share a slot, and a slot has one publisher at a time. */
final class Slots {
  /** As many as the first migration of the outbox makes. */
  static final int COUNT = 8;

  private Slots() {}

  /** The slot of a key: the same in every process and release. */
  static short of(String key) {
    return (short) Math.floorMod(key.hashCode(), COUNT);
  }
}
