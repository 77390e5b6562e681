package dev.accord.checks.policy;

import dev.accord.checks.finding.Finding;
import dev.accord.checks.finding.FindingReport;
import dev.accord.model.contracts.Baseline;
import dev.accord.model.contracts.Contracts;
import dev.accord.model.schema.Definition;
import dev.accord.model.schema.Definition.RecordDefinition;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Narrows a report to what somebody is working on. */
public final class Focus {
  private Focus() {}

  /**
   * The findings at some files or elements.
   *
   * @param globs each of files, such as {@code schemas/order/**}, or of elements in names, such as
   *     {@code Order.lines*}; none for all findings
   * @throws IllegalArgumentException if one matches nothing that the contracts hold
   */
  public static FindingReport on(
      Collection<String> globs, FindingReport report, Contracts contracts) {
    if (globs.isEmpty()) {
      return report;
    }
    for (String glob : globs) {
      if (places(contracts).noneMatch(place -> matches(glob, place))) {
        throw new IllegalArgumentException(
            "--path " + glob + " matches no schema file and no element such as Order.total");
      }
    }
    return report.with(
        report.findings().stream()
            .filter(f -> globs.stream().anyMatch(glob -> about(glob, f)))
            .toList());
  }

  private static boolean about(String glob, Finding finding) {
    return Stream.of(finding.location().file(), finding.path(), finding.oldPath())
        .anyMatch(place -> matches(glob, place));
  }

  private static boolean matches(String glob, String place) {
    var files = new Glob(glob, '/');
    return files.matchesBelowAnyFolder(place)
        || new Glob(glob + "/**", '/').matchesBelowAnyFolder(place)
        || new Glob(glob, '.').matches(place)
        || new Glob(glob + "[*", '.').matches(place);
  }

  private static Stream<String> places(Contracts contracts) {
    return contracts.types().definitions().values().stream().flatMap(Focus::places);
  }

  private static Stream<String> places(Definition definition) {
    Stream<String> own = Stream.of(definition.location().file(), definition.simpleName());
    return definition instanceof RecordDefinition record
        ? Stream.concat(
            own, record.fields().stream().map(f -> record.simpleName() + "." + f.name()))
        : own;
  }

  /** The findings inside types that are new, or that say something else in every baseline. */
  public static FindingReport onChanged(
      FindingReport report, Contracts contracts, Collection<Baseline> baselines) {
    Map<String, Set<String>> older = new HashMap<>();
    for (Baseline baseline : baselines) {
      for (Baseline.Version version : baseline.versions()) {
        var types = version.schema().types();
        for (Definition type : types.definitions().values()) {
          older.computeIfAbsent(type.fullName(), n -> new HashSet<>()).add(types.ownText(type));
        }
      }
    }
    List<Definition> changed =
        contracts.types().definitions().values().stream()
            .filter(
                type ->
                    !older
                        .getOrDefault(type.fullName(), Set.of())
                        .contains(contracts.types().ownText(type)))
            .toList();
    return report.with(
        report.findings().stream()
            .filter(f -> changed.stream().anyMatch(t -> t.location().holds(f.location())))
            .toList());
  }
}
