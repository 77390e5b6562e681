package dev.accord.checks.diff;

import dev.accord.checks.finding.Axis;
import dev.accord.checks.finding.Severity;
import dev.accord.checks.rule.ChangeRule;
import dev.accord.checks.rule.Effect;
import dev.accord.checks.rule.Effects;
import dev.accord.checks.rule.EnumRules;
import dev.accord.checks.rule.NameRules;
import dev.accord.model.schema.Definition.Field;
import dev.accord.model.source.Location;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects what the walk finds. */
final class Changes {
  private final List<Change> found = new ArrayList<>();
  private final Map<String, List<String>> pathsOfOwner = new LinkedHashMap<>();
  private final Set<List<String>> compared = new HashSet<>();

  /** Notes that a path leads to a named type; true the first time that it meets this older one. */
  boolean enter(String oldName, String owner, String path) {
    pathsOfOwner.computeIfAbsent(owner, o -> new ArrayList<>()).add(path);
    return compared.add(List.of(oldName, owner));
  }

  Report report(ChangeRule rule, Place place) {
    return new Report(rule, place);
  }

  /** Takes back what {@code rule} said about a path: another rule says it better. */
  void withdraw(ChangeRule rule, String path) {
    found.removeIf(change -> change.rule().equals(rule) && change.path().equals(path));
  }

  boolean reported(ChangeRule rule, String path) {
    return found.stream().anyMatch(c -> c.rule().equals(rule) && c.path().equals(path));
  }

  int size() {
    return found.size();
  }

  /** Each difference once, with its uses. */
  List<Change> all() {
    Map<List<String>, Change> once = new LinkedHashMap<>();
    for (Change change : found) {
      if (told(change)) {
        continue;
      }
      List<String> uses = pathsOfOwner.getOrDefault(change.owner(), List.of());
      once.putIfAbsent(
          List.of(
              change.rule().id(),
              change.owner(),
              change.member(),
              change.oldValue(),
              change.newValue()),
          uses.size() > 1 ? change.usedAt(uses) : change);
    }
    return List.copyOf(once.values());
  }

  /** What made a moved type fatal is part of that finding unless it is an error of its own. */
  private boolean told(Change change) {
    return change.severity() != Severity.ERROR
        && change.rule().equals(EnumRules.SYMBOL_ADDED_OLD_HAS_DEFAULT)
        && found.stream()
            .anyMatch(
                c ->
                    c.rule().equals(NameRules.NAMESPACE_CHANGED_IN_CHANGED_UNION)
                        && c.owner().equals(change.owner()));
  }

  /** A difference in the making; nothing is found until {@link #add}. */
  final class Report {
    private final ChangeRule rule;
    private final Place place;
    private Axis axis;
    private Severity severity;
    private Effects effects;
    private Optional<Location> location = Optional.empty();
    private Optional<Location> oldLocation = Optional.empty();
    private String fix = "";
    private String oldValue = "";
    private String newValue = "";

    private Report(ChangeRule rule, Place place) {
      this.rule = rule;
      this.place = place;
      this.axis = rule.rule().axis();
      this.severity = rule.rule().severity();
      this.effects = rule.effects();
    }

    Report at(Location newOne) {
      location = Optional.of(newOne);
      return this;
    }

    Report was(Location oldOne) {
      oldLocation = Optional.of(oldOne);
      return this;
    }

    Report from(String was, String is) {
      oldValue = was;
      newValue = is;
      return this;
    }

    Report weighs(Axis otherAxis, Severity otherSeverity) {
      axis = otherAxis;
      severity = otherSeverity;
      return this;
    }

    Report effects(Effect backward, Effect forward) {
      effects = effects.binary(backward, forward);
      return this;
    }

    Report fix(String edit) {
      fix = edit;
      return this;
    }

    /** Ends the report with what happens, and to whom. */
    void add(String message) {
      found.add(
          new Change(
              rule,
              axis,
              severity,
              place.oneBranch() ? effects.onOneBranch() : effects,
              place.owner(),
              place.member(),
              place.path(),
              place.oldPath(),
              location.orElseThrow(),
              oldLocation,
              message,
              fix,
              oldValue,
              newValue,
              List.of(),
              List.of()));
    }
  }

  /**
   * Where the walk stands.
   *
   * @param path from the new root, in names: {@code Order.lines[].price}
   * @param oldPath the same from the old root
   * @param owner the named type whose text is being read
   * @param member the way from the owner to here
   * @param oneBranch only values of one union branch get here
   * @param element directly inside an array or map
   * @param depth 0 at the root
   * @param oldField the old field whose type is being compared, for what only fields have
   */
  record Place(
      String path,
      String oldPath,
      String owner,
      String member,
      boolean oneBranch,
      boolean element,
      int depth,
      Optional<Field> oldField) {

    static Place root(String path, String oldPath, String owner) {
      return new Place(path, oldPath, owner, "", false, false, 0, Optional.empty());
    }

    Place field(Field oldOne, Field newOne) {
      return new Place(
          path + "." + newOne.name(),
          oldPath + "." + oldOne.name(),
          owner,
          newOne.name(),
          oneBranch,
          false,
          depth + 1,
          Optional.of(oldOne));
    }

    Place removed(Field oldOne) {
      return new Place(
          "",
          oldPath + "." + oldOne.name(),
          owner,
          oldOne.name(),
          oneBranch,
          false,
          depth + 1,
          Optional.of(oldOne));
    }

    Place added(Field newOne) {
      return new Place(
          path + "." + newOne.name(),
          "",
          owner,
          newOne.name(),
          oneBranch,
          false,
          depth + 1,
          Optional.empty());
    }

    Place items() {
      return inside("[]", true);
    }

    Place values() {
      return inside("{}", true);
    }

    /** Inside a union; {@code label} is empty where the branch needs no telling apart. */
    Place branch(String label) {
      Place inside = inside(label.isEmpty() ? "" : "<" + label + ">", false);
      return new Place(
          inside.path, inside.oldPath, owner, inside.member, true, false, depth, oldField);
    }

    /** At the definition that a reference leads to. */
    Place definition(String fullName) {
      return new Place(path, oldPath, fullName, "", oneBranch, false, depth, oldField);
    }

    private Place inside(String suffix, boolean container) {
      return new Place(
          path + suffix,
          oldPath + suffix,
          owner,
          member + suffix,
          oneBranch,
          container,
          depth,
          oldField);
    }
  }
}
