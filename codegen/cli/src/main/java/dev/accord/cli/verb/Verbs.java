package dev.accord.cli.verb;

import dev.accord.cli.value.DecodeVerb;
import dev.accord.cli.value.EncodeVerb;
import dev.accord.cli.value.SampleVerb;
import java.time.Clock;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Adds the contract verbs to a program. */
public final class Verbs {
  private Verbs() {}

  /**
   * Adds {@code lint}, {@code check} and the others.
   *
   * @param clock tells the day that waivers and dates in contracts are compared with
   * @return {@code program}
   */
  public static CommandLine addTo(CommandLine program, Clock clock) {
    return program
        .addSubcommand(new LintVerb(clock))
        .addSubcommand(new CheckVerb(clock))
        .addSubcommand(new DiffVerb(clock))
        .addSubcommand(new ChangelogVerb(clock))
        .addSubcommand(new ExplainVerb())
        .addSubcommand(new RulesVerb())
        .addSubcommand(new WaiveVerb(clock))
        .addSubcommand(new BaselineVerb())
        .addSubcommand(new FormatVerb())
        .addSubcommand(new ReleaseVerb(clock))
        .addSubcommand(new DecodeVerb())
        .addSubcommand(new EncodeVerb())
        .addSubcommand(new SampleVerb())
        .addSubcommand(new GenerateCompletion());
  }

  /** The contract verbs alone: what a pre-commit hook starts. */
  public static void main(String[] args) {
    int code = alone(Clock.systemUTC()).execute(args);
    if (code != 0) {
      System.exit(code);
    }
  }

  static CommandLine alone(Clock clock) {
    return addTo(new CommandLine(new Program()), clock);
  }

  @Command(
      name = "accord",
      description = "Judges event contracts.",
      mixinStandardHelpOptions = true,
      synopsisSubcommandLabel = "COMMAND")
  private static final class Program {}
}
