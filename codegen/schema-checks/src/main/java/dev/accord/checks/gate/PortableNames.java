package dev.accord.checks.gate;

import dev.accord.checks.finding.Finding;
import dev.accord.checks.finding.Fingerprint;
import dev.accord.checks.finding.Severity;
import dev.accord.checks.rule.NameRules;
import dev.accord.model.contracts.Baseline;
import dev.accord.model.contracts.Contracts;
import dev.accord.model.schema.Definition;
import dev.accord.model.schema.Definition.EnumDefinition;
import dev.accord.model.schema.Definition.RecordDefinition;
import dev.accord.model.schema.SchemaSet;
import dev.accord.model.source.Location;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** New names that other libraries refuse, or that Java has to mangle. */
final class PortableNames {
  private PortableNames() {}

  static List<Finding> fresh(Contracts current, Baseline baseline) {
    Set<String> known = new HashSet<>();
    baseline.versions().forEach(v -> known.addAll(names(v.schema().types()).keySet()));
    var findings = new ArrayList<Finding>();
    names(current.types())
        .forEach(
            (path, place) -> {
              String name = path.substring(path.lastIndexOf('.') + 1);
              boolean ascii = name.chars().allMatch(c -> c < 128);
              if (!known.contains(path) && (!ascii || SourceVersion.isKeyword(name))) {
                findings.add(finding(path, name, ascii, place));
              }
            });
    return findings;
  }

  private static Finding finding(String path, String name, boolean ascii, Location place) {
    var rule = NameRules.NAME_NOT_PORTABLE.rule();
    String what =
        ascii
            ? name + " is a Java keyword: the generated name gets a $."
            : name + " is legal in Avro's Java parser only: other libraries refuse the schema.";
    return Finding.lint(
            rule,
            path.substring(0, Math.max(path.lastIndexOf('.'), 0)),
            path,
            place,
            what,
            "choose a name of ASCII letters, digits and _",
            Fingerprint.of(rule, path, name))
        .withSeverity(ascii ? Severity.WARN : Severity.ERROR);
  }

  private static Map<String, Location> names(SchemaSet types) {
    Map<String, Location> names = new LinkedHashMap<>();
    for (Definition definition : types.definitions().values()) {
      String owner = definition.fullName();
      names.put(owner, definition.header().nameLocation());
      if (definition instanceof RecordDefinition record) {
        record.fields().forEach(f -> names.put(owner + "." + f.name(), f.nameLocation()));
      } else if (definition instanceof EnumDefinition symbols) {
        symbols.symbols().forEach(s -> names.put(owner + "." + s.value(), s.location()));
      }
    }
    return names;
  }
}
