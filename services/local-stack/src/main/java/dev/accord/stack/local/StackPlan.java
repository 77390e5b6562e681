package dev.accord.stack.local;

import dev.accord.stack.process.RunFile;
import dev.accord.stack.process.StateFolder;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What one stack is made of. An external address that is null means: start that part here.
 *
 * @param portOffset added to every port, 0 to {@link #PORT_OFFSET_MAX}
 * @param ephemeral whether all data are thrown away at the end
 * @param kafka bootstrap servers, {@code host:port} separated by commas
 * @param registry base address of a Schema Registry
 * @param smtp where mails go, {@code smtp://host:port}
 */
public record StackPlan(
    StateFolder folder,
    int portOffset,
    boolean ephemeral,
    @Nullable String kafka,
    @Nullable PostgresAddress postgres,
    @Nullable URI registry,
    @Nullable URI smtp) {
  /** So that the highest port, Kafka's, stays a port. */
  public static final int PORT_OFFSET_MAX = 65_535 - 9_092;

  private static final String SAMPLE_CUSTOMER = "00000000-0000-4000-8000-00000000c001";
  static final String SAMPLE_PRODUCT = "00000000-0000-4000-8000-000000000001";
  // Below the ports that systems give to outgoing connections.
  private static final int FREE_OFFSET_MIN = 10_000;
  private static final int FREE_OFFSET_MAX = 23_000;

  /** Checks the offset. */
  public StackPlan {
    Objects.requireNonNull(folder);
    if (portOffset < 0 || portOffset > PORT_OFFSET_MAX) {
      throw new IllegalArgumentException("port offset out of range: " + portOffset);
    }
  }

  /** An offset at which every port of a stack is free now. */
  public static int freePortOffset() {
    return IntStream.iterate(FREE_OFFSET_MIN, offset -> offset < FREE_OFFSET_MAX, o -> o + 10)
        .filter(offset -> Arrays.stream(Part.values()).allMatch(p -> TakenPorts.free(p, offset)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no port offset is free"));
  }

  /** Commands to try first, each of which works as it stands. */
  public List<String> firstSteps() {
    var orders = url(Part.ORDER) + "/orders";
    return List.of(
        "curl -s "
            + orders
            + " -H 'Content-Type: application/json' -d '{\"customerId\":\""
            + SAMPLE_CUSTOMER
            + "\",\"items\":[{\"productId\":\""
            + SAMPLE_PRODUCT
            + "\",\"quantity\":2}],\"paymentToken\":\"tok_ok\"}'",
        "curl -s '" + orders + "?customerId=" + SAMPLE_CUSTOMER + "'");
  }

  /** The parts that this stack starts, in the order of their start. */
  List<Part> parts() {
    return Arrays.stream(Part.values()).filter(this::starts).toList();
  }

  boolean starts(Part part) {
    return switch (part) {
      case KAFKA -> kafka == null;
      case POSTGRES -> postgres == null;
      case REGISTRY -> registry == null;
      case SMTP, MAILS -> smtp == null;
      case PROVIDER, ORDER, INVENTORY, PAYMENT, SHIPPING, NOTIFICATION, ANALYTICS -> true;
    };
  }

  int port(Part part) {
    return part.port(portOffset);
  }

  String url(Part part) {
    return "http://127.0.0.1:" + port(part);
  }

  String registryUrl() {
    return registry == null ? url(Part.REGISTRY) : registry.toString();
  }

  String bootstrapServers() {
    return kafka == null ? "127.0.0.1:" + port(Part.KAFKA) : kafka;
  }

  URI smtpServer() {
    return smtp == null ? URI.create("smtp://127.0.0.1:" + port(Part.SMTP)) : smtp;
  }

  PostgresAddress database() {
    return postgres == null ? PostgresAddress.embedded(port(Part.POSTGRES)) : postgres;
  }

  /** What the stack tells of itself, with the services that were stopped. */
  RunFile runFile(boolean ready, List<String> stopped) {
    var urls = new LinkedHashMap<String, String>();
    urls.put(Part.REGISTRY.label(), registryUrl());
    Part.services().forEach(part -> urls.put(part.label(), url(part)));
    urls.put(Part.PROVIDER.label(), url(Part.PROVIDER) + "/ledger");
    if (starts(Part.MAILS)) {
      urls.put(Part.MAILS.label(), url(Part.MAILS) + "/mails");
    }
    return RunFile.ofThisProcess(ready, urls, stopped, bootstrapServers(), database().url());
  }
}
