package dev.accord.checks.policy;

import dev.accord.checks.finding.Finding;
import dev.accord.checks.finding.FindingReport;
import dev.accord.model.contracts.Baseline;
import dev.accord.model.contracts.Contracts;
import dev.accord.model.schema.Definition;
import dev.accord.model.schema.Definition.RecordDefinition;
import dev.accord.model.source.Location;
import java.util.ArrayList;
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
    var asked = new ArrayList<Location>();
    for (String glob : globs) {
      List<Location> places = places(glob, contracts);
      if (places.isEmpty()) {
        throw new IllegalArgumentException(
            "--path " + glob + " matches no schema file and no element such as Order.total");
      }
      asked.addAll(places);
    }
    return report.with(report.findings().stream().filter(f -> about(f, globs, asked)).toList());
  }

  private static boolean about(Finding finding, Collection<String> globs, List<Location> asked) {
    return asked.stream().anyMatch(place -> place.holds(finding.location()))
        || Stream.of(finding.location().file(), finding.path(), finding.oldPath())
            .anyMatch(place -> globs.stream().anyMatch(glob -> matches(glob, place)));
  }

  private static boolean matches(String glob, String place) {
    var files = new Glob(glob, '/');
    return files.matchesBelowAnyFolder(place)
        || new Glob(glob + "/**", '/').matchesBelowAnyFolder(place)
        || new Glob(glob, '.').matches(place)
        || new Glob(glob + "[*", '.').matches(place);
  }

  /** The definitions and fields that a glob names, by their file or in names. */
  private static List<Location> places(String glob, Contracts contracts) {
    var places = new ArrayList<Location>();
    for (Definition definition : contracts.types().definitions().values()) {
      if (matches(glob, definition.location().file())
          || matches(glob, definition.simpleName())
          || matches(glob, definition.fullName())) {
        places.add(definition.location());
      }
      if (definition instanceof RecordDefinition record) {
        record.fields().stream()
            .filter(field -> matches(glob, record.simpleName() + "." + field.name()))
            .forEach(field -> places.add(field.location()));
      }
    }
    return places;
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
