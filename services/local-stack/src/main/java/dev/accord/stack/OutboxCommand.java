package dev.accord.stack;

import dev.accord.runtime.relay.OutboxOperations;
import dev.accord.runtime.relay.OutboxOperations.Parked;
import dev.accord.runtime.relay.OutboxOperations.Status;
import dev.accord.stack.process.CannotRunException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "outbox",
    description = "Look after the events that a service has committed and Kafka is to get.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  accord outbox status --service order",
      "  accord outbox parked --service order --format json",
      "  accord outbox republish --service order --parked --topic orders",
      "  accord outbox republish --service order --since 2026-11-23T20:00:00Z"
    })
final class OutboxCommand {
  private static final int SOME_PARKED = 1;

  @Spec private CommandSpec spec;

  @Command(
      name = "status",
      description = "How many events wait, for how long, and who publishes them.",
      mixinStandardHelpOptions = true,
      footer = {"", "Exit codes: 0 nothing is parked, 1 something is, 4 could not ask."})
  int status(@Mixin ServiceChoice service) throws CannotRunException {
    var status = service.on((vertx, database) -> new OutboxOperations(database).status());
    say(service.json() ? json(status).encode() : text(status));
    return status.parkedEvents() == 0 ? 0 : SOME_PARKED;
  }

  @Command(
      name = "parked",
      description = "Events that Kafka refused, and those that wait behind them.",
      mixinStandardHelpOptions = true)
  int parked(
      @Mixin ServiceChoice service,
      @Option(names = "--topic", description = "Of this topic only.") @Nullable String topic,
      @Option(names = "--key", description = "Of this key only.") @Nullable String key)
      throws CannotRunException {
    var parked = service.on((vertx, database) -> new OutboxOperations(database).parked(topic, key));
    if (service.json()) {
      var all = new JsonArray();
      parked.forEach(event -> all.add(json(event)));
      say(all.encode());
    } else if (parked.isEmpty()) {
      say("nothing is parked");
    } else {
      parked.forEach(event -> say(text(event)));
      say("accord outbox republish --parked sends them again, once the reason is gone");
    }
    return 0;
  }

  @Command(
      name = "republish",
      description = {
        "Put events on their topics again, with the same ids, sequences and bytes: either parked",
        "ones (the running service does it), or published ones that a broker has lost."
      },
      mixinStandardHelpOptions = true)
  int republish(
      @Mixin ServiceChoice service,
      @Option(names = "--parked", description = "Parked events, in the order of their keys.")
          boolean parked,
      @Option(
              names = "--since",
              paramLabel = "TIME",
              description = "Published events from this time on, for example 2026-11-23T20:00:00Z.")
          @Nullable String since,
      @Option(names = "--topic", description = "Of this topic only.") @Nullable String topic,
      @Option(names = "--key", description = "With --parked: of this key only.")
          @Nullable String key,
      @Option(
              names = "--kafka",
              paramLabel = "HOST:PORT",
              description = "With --since: the broker. Default: that of the running stack.")
          @Nullable String kafka)
      throws CannotRunException {
    if (parked == (since != null)) {
      throw usage("give either --parked or --since TIME");
    }
    if (since == null) {
      var meant =
          service.on((vertx, database) -> new OutboxOperations(database).release(topic, key));
      say(
          service.json()
              ? new JsonObject().put("released", meant).encode()
              : meant + " events are sent again by the running service: accord outbox parked");
      return 0;
    }
    var from = time(since);
    var broker = service.kafka(kafka);
    var sent =
        service.on(
            (vertx, database) ->
                new OutboxOperations(database).republish(vertx, broker, from, topic));
    say(
        service.json()
            ? new JsonObject().put("republished", sent).encode()
            : sent + " events are on their topics again");
    return 0;
  }

  private Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw usage("--since: " + text + " is no time like 2026-11-23T20:00:00Z");
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void say(String line) {
    spec.commandLine().getOut().println(line);
  }

  private static String text(Status status) {
    var lines = new StringBuilder();
    lines.append(
        String.format(
            Locale.ROOT,
            "unpublished %d, the oldest for %.1f s%nparked      %d of %d keys%n",
            status.unpublished(),
            status.oldest().toMillis() / 1000.0,
            status.parkedEvents(),
            status.parkedKeys()));
    for (int slot = 0; slot < status.owners().size(); slot++) {
      lines.append(
          String.format(
              Locale.ROOT,
              "slot %d      %s%n",
              slot,
              status.owners().get(slot).orElse("nobody publishes: does the service run?")));
    }
    return lines.toString().stripTrailing();
  }

  private static JsonObject json(Status status) {
    var owners = new JsonArray();
    status.owners().forEach(owner -> owners.add(owner.orElse(null)));
    return new JsonObject()
        .put("unpublished", status.unpublished())
        .put("oldestMillis", status.oldest().toMillis())
        .put("parkedEvents", status.parkedEvents())
        .put("parkedKeys", status.parkedKeys())
        .put("owners", owners);
  }

  private static String text(Parked event) {
    return String.format(
        Locale.ROOT,
        "%s %s #%d %s, %d bytes, parked %s%n  %s%s",
        event.topic(),
        event.key(),
        event.sequence(),
        event.type() == null ? "tombstone" : event.type(),
        event.valueBytes(),
        event.parkedAt(),
        event.reason(),
        event.released() ? " (is being sent again)" : "");
  }

  private static JsonObject json(Parked event) {
    return new JsonObject()
        .put("id", event.id().toString())
        .put("topic", event.topic())
        .put("key", event.key())
        .put("sequence", event.sequence())
        .put("type", event.type())
        .put("time", event.time().toString())
        .put("valueBytes", event.valueBytes())
        .put("reason", event.reason())
        .put("parkedAt", event.parkedAt().toString())
        .put("released", event.released());
  }
}
