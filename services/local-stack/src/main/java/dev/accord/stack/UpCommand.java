package dev.accord.stack;

import dev.accord.stack.local.LocalStack;
import dev.accord.stack.local.PostgresAddress;
import dev.accord.stack.local.Progress;
import dev.accord.stack.local.StackPlan;
import dev.accord.stack.process.BackgroundStack;
import dev.accord.stack.process.CannotRunException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "up",
    description = "Start broker, database, registry and services on this machine.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Everything listens on 127.0.0.1: order 8080, registry 8081, analytics 8082, inventory",
      "8083, payment 8084, shipping 8085, notification 8086, payment provider 8089, mails 8025,",
      "SMTP 2525, PostgreSQL 5433, Kafka 9092. The data outlive the stack, however it ends; the",
      "same command brings it up again.",
      "",
      "Examples:",
      "  accord up                                 Ctrl-C stops it",
      "  accord up --detach                        returns when all is ready",
      "  accord up --ephemeral --port-offset 100   a second one that leaves nothing behind",
      "  accord up --kafka broker:9092 --postgres postgresql://me:secret@db:5432/shop"
    })
final class UpCommand implements Callable<Integer> {
  private static final Pattern BOOTSTRAP_SERVERS =
      Pattern.compile("[^:,/\\s]+:\\d{1,5}(,[^:,/\\s]+:\\d{1,5})*");

  @Spec private CommandSpec spec;
  @Mixin private final StackChoice choice = new StackChoice();

  @Option(names = "--ephemeral", description = "Begin empty and keep nothing.")
  private boolean ephemeral;

  @Option(
      names = "--detach",
      description = "Run in the background; return when everything is ready.")
  private boolean detach;

  private @Nullable String kafka;
  private @Nullable PostgresAddress postgres;
  private @Nullable URI registry;
  private @Nullable URI smtp;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description =
          "Use this broker (several: separated by commas) and start none. Stacks that share a"
              + " broker must share the database too.")
  void kafka(String text) {
    if (!BOOTSTRAP_SERVERS.matcher(text).matches()) {
      throw usage("--kafka takes HOST:PORT, such as broker.example:9092, not " + text);
    }
    kafka = text;
  }

  @Option(
      names = "--postgres",
      paramLabel = "URL",
      description =
          "Use this database and start none: postgresql://user:password@host:5432/database. The"
              + " user must be allowed to create schemas and roles.")
  void postgres(String text) {
    try {
      postgres = PostgresAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw usage("--postgres: " + e.getMessage());
    }
  }

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "Use this Schema Registry and start none.")
  void registry(String text) {
    if (!text.matches("https?://[^/\\s]+\\S*")) {
      throw usage("--registry takes an address such as http://registry.example:8081, not " + text);
    }
    registry = URI.create(text);
  }

  @Option(
      names = "--smtp",
      paramLabel = "HOST:PORT",
      description = "Send mails through this server, and start no catcher of mails.")
  void smtp(String text) {
    if (!text.matches("[^:,/\\s]+:\\d{1,5}")) {
      throw usage("--smtp takes HOST:PORT, such as mail.example:25, not " + text);
    }
    smtp = URI.create("smtp://" + text);
  }

  @Override
  public Integer call() throws Exception {
    if (detach) {
      BackgroundStack.start(
          choice.folder(), Accord.class, argumentsInForeground(), spec.commandLine().getOut());
    } else {
      runInForeground();
    }
    return 0;
  }

  private void runInForeground() throws CannotRunException, InterruptedException {
    var progress = new Progress(spec.commandLine().getOut());
    var plan =
        new StackPlan(
            choice.folder(), choice.portOffset(), ephemeral, kafka, postgres, registry, smtp);
    try (var stack = new LocalStack(plan, progress)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stopInOrder(stack, progress), "stop"));
      stack.start();
      progress.say("ready in " + progress.elapsed() + "; try");
      plan.firstSteps().forEach(step -> progress.say("  " + step));
      progress.say("  ./accord down" + choice.asTyped());
      stack.announceReady();
      stack.attend();
    }
  }

  /** An orderly stop is no failure: without this a signal would end the process with 130 or 143. */
  private static void stopInOrder(LocalStack stack, Progress progress) {
    var clean = stack.stop();
    if (stack.isReady()) {
      progress.say(clean ? "stopped" : "stopped, but not as it should: see above");
      Runtime.getRuntime().halt(clean ? 0 : Accord.COULD_NOT_RUN);
    }
  }

  private List<String> argumentsInForeground() {
    return spec.root().commandLine().getParseResult().originalArgs().stream()
        .filter(argument -> !argument.startsWith("--detach"))
        .toList();
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
