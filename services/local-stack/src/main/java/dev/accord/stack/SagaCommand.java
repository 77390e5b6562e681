package dev.accord.stack;

import dev.accord.order.saga.Unfinished;
import dev.accord.order.saga.Unfinished.Order;
import dev.accord.stack.process.CannotRunException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "saga",
    description = "Look after orders on their way.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  accord saga check",
      "  accord saga check --older-than 0 --format json"
    })
final class SagaCommand {
  private static final int SOME_WAIT = 1;
  private static final int MANY = 10_000;

  @Spec private CommandSpec spec;

  @Command(
      name = "check",
      description = {
        "Name every order that has not come to its end, the event that is missing, and the service",
        "that owes it."
      },
      mixinStandardHelpOptions = true,
      footer = {"", "Exit codes: 0 every order has ended, 1 some have not, 4 could not ask."})
  int check(
      @Mixin ServiceChoice service,
      @Option(
              names = "--older-than",
              paramLabel = "SECONDS",
              defaultValue = "30",
              description = "Only those that nothing has happened to for so long. Default: 30.")
          int seconds)
      throws CannotRunException {
    var least = Duration.ofSeconds(seconds);
    var waiting =
        service
            .unlessGiven("order")
            .on((vertx, database) -> Unfinished.waiting(database.pool(), least, MANY));
    if (service.json()) {
      var all = new JsonArray();
      waiting.forEach(order -> all.add(json(order)));
      say(all.encode());
    } else if (waiting.isEmpty()) {
      say("every order has ended, or something happened to it in the last " + seconds + " s");
    } else {
      waiting.forEach(order -> say(text(order)));
    }
    return waiting.isEmpty() ? 0 : SOME_WAIT;
  }

  private static String text(Order order) {
    return String.format(
        Locale.ROOT,
        "%s %s for %d s: %s owes %s",
        order.id(),
        order.phase(),
        order.waiting().toSeconds(),
        order.owes(),
        order.awaited());
  }

  private static JsonObject json(Order order) {
    return new JsonObject()
        .put("orderId", order.id().toString())
        .put("phase", order.phase())
        .put("waitingSeconds", order.waiting().toSeconds())
        .put("owes", order.owes())
        .put("awaited", order.awaited());
  }

  private void say(String line) {
    spec.commandLine().getOut().println(line);
  }
}
