package dev.accord.stack.local;

/** A part of the stack that listens on a port of 127.0.0.1. */
enum Part {
  KAFKA("Kafka", 9092, "--kafka"),
  POSTGRES("PostgreSQL", 5433, "--postgres"),
  REGISTRY("registry", 8081, "--registry"),
  ORDER("order", 8080, ""),
  INVENTORY("inventory", 8083, "");

  private final String label;
  private final int port;
  private final String option;

  Part(String label, int port, String option) {
    this.label = label;
    this.port = port;
    this.option = option;
  }

  String label() {
    return label;
  }

  int port(int offset) {
    return port + offset;
  }

  /** The option that puts an external one in its place; empty for what is always ours. */
  String option() {
    return option;
  }
}
