package dev.accord.stack.local;

import dev.accord.stack.service.KnownService;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A part of the stack that listens on a port of 127.0.0.1. */
enum Part {
  KAFKA("Kafka", 9092, "--kafka"),
  POSTGRES("PostgreSQL", 5433, "--postgres"),
  REGISTRY("registry", 8081, "--registry"),
  SMTP("SMTP", 2525, "--smtp"),
  MAILS("mails", 8025, "--smtp"),
  PROVIDER("provider", 8089, ""),
  ORDER(8080, KnownService.ORDER),
  INVENTORY(8083, KnownService.INVENTORY),
  PAYMENT(8084, KnownService.PAYMENT),
  SHIPPING(8085, KnownService.SHIPPING),
  NOTIFICATION(8086, KnownService.NOTIFICATION),
  ANALYTICS(8082, KnownService.ANALYTICS);

  private final String label;
  private final int port;
  private final String option;
  private final @Nullable KnownService service;

  Part(String label, int port, String option) {
    this.label = label;
    this.port = port;
    this.option = option;
    this.service = null;
  }

  Part(int port, KnownService service) {
    this.label = service.toString();
    this.port = port;
    this.option = "";
    this.service = service;
  }

  /** The services of the order system, each with a schema of its own. */
  static List<Part> services() {
    return Arrays.stream(values()).filter(part -> part.service != null).toList();
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

  /** What runs there, if it is a service of the order system. */
  Optional<KnownService> service() {
    return Optional.ofNullable(service);
  }
}
