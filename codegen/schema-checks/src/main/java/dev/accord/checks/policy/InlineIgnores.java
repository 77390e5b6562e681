package dev.accord.checks.policy;

import dev.accord.checks.finding.Finding;
import dev.accord.checks.finding.Fingerprint;
import dev.accord.checks.rule.ContractRules;
import dev.accord.model.json.JsonValue;
import dev.accord.model.json.JsonValue.JsonArray;
import dev.accord.model.json.JsonValue.JsonText;
import dev.accord.model.json.JsonValue.Member;
import dev.accord.model.schema.Definition;
import dev.accord.model.schema.Definition.Field;
import dev.accord.model.schema.Definition.RecordDefinition;
import dev.accord.model.schema.SchemaSet;
import dev.accord.model.schema.Type;
import dev.accord.model.source.InvalidSourceException;
import dev.accord.model.source.Location;
import dev.accord.model.source.Nearest;
import dev.accord.model.source.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The rules that schemas switch off for one of their elements and what is inside it, with the
 * property {@value #PROPERTY}: a list of rule ids, on a named type, a field, or a type in braces.
 */
final class InlineIgnores {
  static final String PROPERTY = "accord.ignore";

  private final List<Ignore> ignores = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> rules;

  /** One rule at one element. */
  private record Ignore(String rule, Location written, Location element, String path) {
    boolean covers(Finding finding) {
      return finding.rule().id().equals(rule) && element.holds(finding.location());
    }
  }

  private InlineIgnores(Set<String> rules) {
    this.rules = rules;
  }

  /**
   * Those of some types.
   *
   * @param rules the ids that exist
   * @throws InvalidSourceException naming each that does not, and the nearest that does
   */
  static InlineIgnores of(SchemaSet types, Set<String> rules) {
    var ignores = new InlineIgnores(rules);
    types.roots().forEach(root -> ignores.type(root.type(), ""));
    types.definitions().values().forEach(ignores::definition);
    if (!ignores.problems.isEmpty()) {
      throw new InvalidSourceException(ignores.problems);
    }
    return ignores;
  }

  private void definition(Definition definition) {
    element(definition.location(), definition.header().properties(), definition.fullName());
    if (definition instanceof RecordDefinition record) {
      for (Field field : record.fields()) {
        String path = definition.fullName() + "." + field.name();
        element(field.location(), field.properties(), path);
        type(field.type(), path);
      }
    }
  }

  private void type(Type type, String path) {
    element(type.location(), type.properties(), path);
    if (type instanceof Type.ArrayOf array) {
      type(array.items(), path + "[]");
    } else if (type instanceof Type.MapOf map) {
      type(map.values(), path + "{}");
    } else if (type instanceof Type.Union union) {
      union.branches().forEach(branch -> type(branch, path));
    }
  }

  private void element(Location element, List<Member> properties, String path) {
    for (Member property : properties) {
      if (property.name().equals(PROPERTY)) {
        List<JsonValue> listed =
            property.value() instanceof JsonArray array ? array.items() : List.of(property.value());
        listed.forEach(rule -> rule(rule, element, path));
      }
    }
  }

  private void rule(JsonValue rule, Location element, String path) {
    if (!(rule instanceof JsonText id)) {
      problems.add(
          new Problem(
              rule.location(), PROPERTY + " takes a list of rule ids, such as [\"DOC_CHANGED\"]"));
    } else if (!rules.contains(id.value())) {
      problems.add(
          new Problem(id.location(), "no rule " + id.value() + Nearest.hint(id.value(), rules)));
    } else {
      ignores.add(new Ignore(id.value(), id.location(), element, path));
    }
  }

  boolean isEmpty() {
    return ignores.isEmpty();
  }

  boolean cover(Finding finding) {
    return ignores.stream().anyMatch(ignore -> ignore.covers(finding));
  }

  /** A finding for each that covers none of these. */
  List<Finding> unused(Collection<Finding> findings) {
    var rule = ContractRules.IGNORE_UNUSED.rule();
    return ignores.stream()
        .filter(ignore -> findings.stream().noneMatch(ignore::covers))
        .map(
            ignore ->
                Finding.lint(
                    rule,
                    ignore.written().file(),
                    "",
                    ignore.written(),
                    PROPERTY + " names " + ignore.rule() + ", which finds nothing here.",
                    "remove it",
                    Fingerprint.of(rule, ignore.path(), ignore.rule())))
        .toList();
  }
}
