package dev.accord.stack;

import dev.accord.runtime.deadletter.DeadLetters;
import dev.accord.runtime.deadletter.Letter;
import dev.accord.runtime.deadletter.LetterFilter;
import dev.accord.stack.letters.LetterChoice;
import dev.accord.stack.letters.LetterText;
import dev.accord.stack.process.CannotRunException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "dlt",
    description = "Look after the events that a service could not handle: its dead letters.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  accord dlt ls --service inventory --reason handler-failed",
      "  accord dlt show --service inventory 17",
      "  accord dlt retry --service inventory --key 0190c5a8 --dry-run",
      "  accord dlt discard --service inventory 17"
    })
final class DeadLetterCommand {
  private static final int NOT_ALL = 1;
  private static final int MANY = 10_000;
  private static final long LOOK_MILLIS = 200;

  @Spec private CommandSpec spec;

  @Command(
      name = "ls",
      description = "One line for each dead letter, in the order they were parked.",
      mixinStandardHelpOptions = true)
  int list(
      @Mixin ServiceChoice service,
      @Mixin LetterChoice choice,
      @Option(names = "--max", defaultValue = "100", description = "At most so many.") int max)
      throws CannotRunException {
    var filter = choice.filter();
    var letters = service.on((vertx, database) -> new DeadLetters(database).list(filter, max));
    print(service, letters);
    return 0;
  }

  @Command(
      name = "show",
      description = "Everything about one: headers, original bytes, why and since when.",
      mixinStandardHelpOptions = true)
  int show(@Mixin ServiceChoice service, @Parameters(paramLabel = "ID") long id)
      throws CannotRunException {
    var found =
        service.on((vertx, database) -> new DeadLetters(database).list(LetterFilter.id(id), 1));
    if (found.isEmpty()) {
      throw new CannotRunException("there is no dead letter " + id + ": accord dlt ls");
    }
    var letter = found.get(0);
    say(service.json() ? LetterText.json(letter).encode() : LetterText.whole(letter));
    return 0;
  }

  @Command(
      name = "retry",
      description = {
        "Let the running service handle them again, in the order of their keys. What succeeds is",
        "gone from here, and what waited behind it follows."
      },
      mixinStandardHelpOptions = true,
      footer = {"", "Exit codes: 0 all were handled, 1 not all."})
  int retry(
      @Mixin ServiceChoice service,
      @Mixin LetterChoice choice,
      @Option(names = "--all", description = "Every dead letter.") boolean all,
      @Option(names = "--dry-run", description = "Handle them, roll back, tell what came of it.")
          boolean dryRun,
      @Option(
              names = "--wait",
              paramLabel = "SECONDS",
              defaultValue = "10",
              description = "How long to wait for the service. Default: 10.")
          int seconds)
      throws CannotRunException {
    var filter = choice.filter(all);
    var open =
        service.on(
            (vertx, database) -> {
              var letters = new DeadLetters(database);
              return letters
                  .list(filter, MANY)
                  .compose(
                      meant ->
                          (dryRun ? letters.dryRun(filter) : letters.retry(filter))
                              .compose(
                                  asked ->
                                      answers(
                                          vertx,
                                          letters,
                                          meant.stream().map(Letter::id).toList(),
                                          TimeUnit.SECONDS.toMillis(seconds))));
            });
    print(service, open);
    if (!service.json()) {
      say(open.isEmpty() ? "all were handled" : open.size() + " are still here");
    }
    return open.isEmpty() || (dryRun && open.stream().allMatch(LetterText::wouldBeHandled))
        ? 0
        : NOT_ALL;
  }

  /** Those that are still there once nothing is asked any more, or time is up. */
  private static Future<List<Letter>> answers(
      Vertx vertx, DeadLetters letters, List<Long> ids, long millis) {
    if (ids.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    return letters
        .list(new LetterFilter(ids, null, null, null, null, null), MANY)
        .compose(
            left ->
                millis <= 0 || left.stream().allMatch(letter -> letter.asked().isEmpty())
                    ? Future.succeededFuture(left)
                    : vertx
                        .timer(LOOK_MILLIS, TimeUnit.MILLISECONDS)
                        .compose(later -> answers(vertx, letters, ids, millis - LOOK_MILLIS)));
  }

  @Command(
      name = "discard",
      description = {
        "Give them up for good: they count as handled, and what waited behind them goes on."
      },
      mixinStandardHelpOptions = true)
  int discard(
      @Mixin ServiceChoice service,
      @Mixin LetterChoice choice,
      @Option(names = "--all", description = "Every dead letter.") boolean all,
      @Option(names = "--dry-run", description = "Only show which ones.") boolean dryRun)
      throws CannotRunException {
    var filter = choice.filter(all);
    if (dryRun) {
      var meant = service.on((vertx, database) -> new DeadLetters(database).list(filter, MANY));
      print(service, meant);
      return 0;
    }
    var gone = service.on((vertx, database) -> new DeadLetters(database).discard(filter));
    say(
        service.json()
            ? new JsonObject().put("discarded", gone).encode()
            : gone + " dead letters are given up");
    return 0;
  }

  private void print(ServiceChoice service, List<Letter> letters) {
    if (service.json()) {
      var all = new JsonArray();
      letters.forEach(letter -> all.add(LetterText.json(letter)));
      say(all.encode());
    } else if (letters.isEmpty()) {
      say("no dead letter");
    } else {
      letters.forEach(letter -> say(LetterText.line(letter)));
    }
  }

  private void say(String line) {
    spec.commandLine().getOut().println(line);
  }
}
