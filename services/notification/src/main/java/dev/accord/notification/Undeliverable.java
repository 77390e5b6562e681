package dev.accord.notification;

/** Nobody can be told, however often it is tried. */
final class Undeliverable extends RuntimeException {
  Undeliverable(String reason) {
    super(reason);
  }
}
