package dev.accord.cli.run;

import dev.accord.checks.edit.FixableFinding;
import dev.accord.checks.finding.Finding;
import dev.accord.checks.finding.FindingReport;
import dev.accord.checks.finding.Fingerprint;
import dev.accord.checks.finding.Rule;
import dev.accord.checks.finding.Severity;
import dev.accord.checks.gate.CheckOptions;
import dev.accord.checks.gate.ContractCheck;
import dev.accord.checks.lint.Lint;
import dev.accord.checks.lint.LintRules;
import dev.accord.checks.policy.Policy;
import dev.accord.checks.rule.ChangeRules;
import dev.accord.cli.baseline.BaselineSettings;
import dev.accord.cli.baseline.BaselineSpec;
import dev.accord.cli.baseline.Baselines;
import dev.accord.cli.report.Presentation;
import dev.accord.cli.source.ContractsReader;
import dev.accord.cli.source.FolderTree;
import dev.accord.cli.source.UnreadableException;
import dev.accord.cli.source.WorkTree;
import dev.accord.model.config.AccordConfig;
import dev.accord.model.contracts.Baseline;
import dev.accord.model.contracts.Contracts;
import dev.accord.model.schema.SchemaSet;
import dev.accord.model.source.InvalidSourceException;
import dev.accord.model.source.Problem;
import dev.accord.model.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The contracts of one folder, read and ready to be judged. */
public final class Judgement {
  /** As {@code accord --version} says it, and reports name their tool. */
  public static final String VERSION = "0.1.0-SNAPSHOT";

  private static final Set<String> UNUSED = Set.of("WAIVER_UNUSED", "IGNORE_UNUSED");

  private final Path folder;
  private final Contracts contracts;
  private final SchemaSet library;
  private final Policy policy;

  private Judgement(Path folder, Contracts contracts, SchemaSet library) {
    this.folder = folder;
    this.contracts = contracts;
    this.library = library;
    this.policy =
        Policy.of(contracts.config(), contracts.types(), allRules(), FrozenFindings.in(folder));
  }

  /**
   * Reads the contracts.
   *
   * @param path a folder with or without {@code accord.yaml}; empty for the nearest {@code
   *     accord.yaml} upward, else the current folder
   * @param jars contracts jars whose types the schemas may refer to
   * @throws UnreadableException if there is nothing to read
   * @throws InvalidSourceException with every problem of every file
   */
  public static Judgement open(Optional<Path> path, Collection<Path> jars) {
    Path folder = path.orElseGet(() -> ContractsReader.nearest(Path.of("")));
    if (Files.isRegularFile(folder)) {
      throw new UnreadableException(folder + " is a file; name the folder of the contracts");
    }
    SchemaSet library = ContractsReader.library(jars);
    Contracts contracts =
        ContractsReader.read(FolderTree.of(folder), AccordConfig.defaults(), library);
    List<Problem> unknown = contracts.unknownNames();
    if (!unknown.isEmpty()) {
      throw new InvalidSourceException(unknown);
    }
    return new Judgement(folder, contracts, library);
  }

  /** Change rules, then those that only lint has; each id once. */
  public static List<Rule> allRules() {
    Map<String, Rule> rules = new LinkedHashMap<>();
    ChangeRules.rules().forEach(rule -> rules.put(rule.id(), rule));
    LintRules.all().forEach(rule -> rules.putIfAbsent(rule.id(), rule));
    return List.copyOf(rules.values());
  }

  public Contracts contracts() {
    return contracts;
  }

  public Path folder() {
    return folder;
  }

  /** What the lint rules of the profile say, weighed by the policy. */
  public FindingReport lint(LocalDate today) {
    return withoutWaivers(
        FindingReport.lint(contracts.events().size(), Lint.run(contracts)), today);
  }

  /** Only a check sees everything that a waiver or an ignore may be meant for. */
  private FindingReport withoutWaivers(FindingReport report, LocalDate today) {
    FindingReport weighed = policy.apply(report, List::of, today);
    return FindingReport.lint(
        report.events(),
        weighed.findings().stream().filter(f -> !UNUSED.contains(f.rule().id())).toList());
  }

  /** The lint findings that the policy leaves, with the edits that mend them. */
  public List<FixableFinding> fixable(LocalDate today) {
    Set<Fingerprint> left =
        lint(today).findings().stream().map(Finding::fingerprint).collect(Collectors.toSet());
    return Lint.judge(contracts).stream()
        .filter(fixable -> left.contains(fixable.finding().fingerprint()))
        .toList();
  }

  /**
   * The contracts against older ones, weighed by the policy.
   *
   * @param against as {@code --against} takes them; empty for the released history
   * @param registryTimeout for each answer of a registry
   * @throws IllegalArgumentException if a baseline is written wrongly
   */
  public FindingReport check(List<String> against, Duration registryTimeout, CheckOptions options) {
    List<Baseline> older = baselines(against, registryTimeout);
    FindingReport report = ContractCheck.run(contracts, older, options);
    return policy.apply(report, () -> Lint.run(contracts), options.today());
  }

  /** The history that was released. */
  public Baseline released() {
    return baselines(List.of(), BaselineSettings.REGISTRY_TIMEOUT).get(0);
  }

  /**
   * The older contracts that the words name; as for {@link #check}.
   *
   * @throws IllegalArgumentException if one is written wrongly
   */
  public List<Baseline> baselines(List<String> against, Duration registryTimeout) {
    List<String> words = against.isEmpty() ? List.of("released") : against;
    List<BaselineSpec> specs = words.stream().map(BaselineSpec::parse).toList();
    var open =
        new Baselines(folder, contracts, library, BaselineSettings.ofThisMachine(registryTimeout));
    return specs.stream().map(open::open).toList();
  }

  /** How a report about these contracts is printed. */
  public Presentation presentation(String verb, Severity failOn, boolean terminal) {
    Map<String, Optional<SourceFile>> others = new ConcurrentHashMap<>();
    return new Presentation(
        verb,
        VERSION,
        failOn,
        terminal,
        (file, line) ->
            contracts
                .types()
                .file(file)
                .or(() -> others.computeIfAbsent(file, Judgement::onDisk))
                .map(source -> source.lineText(line)),
        WorkTree.relativePaths(Path.of("")));
  }

  /** Findings may also point at {@code accord.yaml} or a released version. */
  private static Optional<SourceFile> onDisk(String file) {
    try {
      return Optional.of(SourceFile.decode(file, Files.readAllBytes(Path.of(file))));
    } catch (IOException | InvalidSourceException e) {
      return Optional.empty();
    }
  }
}
