package dev.accord.stack.letters;

import dev.accord.runtime.deadletter.LetterFilter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which dead letters are meant: all conditions given must hold. */
public final class LetterChoice {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "ID", description = "Numbers, as ls shows them.")
  private List<Long> ids = List.of();

  @Option(names = "--reason", description = "For example handler-failed or undecodable-bytes.")
  private @Nullable String reason;

  @Option(names = "--topic", description = "From this topic.")
  private @Nullable String topic;

  @Option(names = "--key", description = "Of this key.")
  private @Nullable String key;

  @Option(names = "--type", description = "Full name of the event record.")
  private @Nullable String type;

  private @Nullable Instant since;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Parked at this time or later, for example 2026-11-23T20:00:00Z.")
  void since(String text) {
    try {
      since = Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new ParameterException(
          spec.commandLine(), "--since: " + text + " is no time like 2026-11-23T20:00:00Z", e);
    }
  }

  /** Those that fit; without any condition, every one. */
  public LetterFilter filter() {
    var constant = reason == null ? null : reason.toUpperCase(Locale.ROOT).replace('-', '_');
    return new LetterFilter(ids, constant, topic, key, type, since);
  }

  /** For what changes something: to mean every dead letter must be said. */
  public LetterFilter filter(boolean all) {
    var filter = filter();
    if (filter.equals(LetterFilter.ALL) != all) {
      throw new ParameterException(
          spec.commandLine(),
          "say which: an ID, --reason, --topic, --key, --type, --since or --all");
    }
    return filter;
  }
}
