package dev.accord.checks.generated;

import dev.accord.checks.finding.SourceEffect;
import dev.accord.checks.generated.GeneratedClass.Accessor;
import dev.accord.checks.generated.GeneratedClass.Compared;
import dev.accord.checks.generated.GeneratedClass.EnumClass;
import dev.accord.checks.generated.GeneratedClass.FixedClass;
import dev.accord.checks.generated.GeneratedClass.RecordClass;
import dev.accord.checks.generated.JavaTypes.Values;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Two versions of the generated classes side by side. What the older one refused and the newer one
 * accepts counts as an addition: no caller can have used it.
 */
final class ApiComparison {
  private final GeneratedApi before;
  private final GeneratedApi after;
  private final List<ApiChange> changes = new ArrayList<>();
  private final Set<String> gone = new LinkedHashSet<>();
  private String type = "";

  ApiComparison(GeneratedApi before, GeneratedApi after) {
    this.before = before;
    this.after = after;
    gone.addAll(before.classes().keySet());
    gone.removeAll(after.classes().keySet());
  }

  List<ApiChange> run() {
    before.classes().forEach(this::compare);
    after.classes().keySet().stream()
        .filter(name -> !before.classes().containsKey(name))
        .forEach(
            name -> {
              type = name;
              add(SourceEffect.ADD, "", "class " + name + " is new");
            });
    return changes;
  }

  private void compare(String name, GeneratedClass old) {
    type = name;
    GeneratedClass now = after.classes().get(name);
    if (now == null) {
      add(SourceEffect.CLASS, "", "class " + name + " is gone");
    } else if (old instanceof RecordClass a && now instanceof RecordClass b) {
      records(a, b);
    } else if (old instanceof EnumClass a && now instanceof EnumClass b) {
      enums(a.constants(), b.constants());
    } else if (old instanceof FixedClass a && now instanceof FixedClass b) {
      if (a.bytes() != b.bytes()) {
        add(
            SourceEffect.SILENT,
            "",
            simple() + " has " + b.bytes() + " bytes, and had " + a.bytes());
      }
    } else {
      add(
          SourceEffect.EDIT,
          "",
          name + " is the class of " + now.kind() + ", and was of " + old.kind());
    }
  }

  private void records(RecordClass old, RecordClass now) {
    old.accessors()
        .forEach(
            (field, was) -> {
              Accessor is = now.accessors().get(field);
              if (is == null) {
                add(SourceEffect.EDIT, field, was.getter() + "() is gone");
              } else {
                accessor(field, was, is);
              }
            });
    now.accessors()
        .forEach(
            (field, is) -> {
              if (!old.accessors().containsKey(field)) {
                fresh(field, is);
              }
            });
    Set<String> both = new LinkedHashSet<>(old.accessors().keySet());
    both.retainAll(now.accessors().keySet());
    if (both.size() == old.accessors().size()
        && !within(old.compared(), both).equals(within(now.compared(), both))) {
      add(SourceEffect.SILENT, "", simple() + ".compareTo sorts in another order");
    }
  }

  private static List<Compared> within(List<Compared> compared, Set<String> fields) {
    return compared.stream().filter(c -> fields.contains(c.field())).toList();
  }

  private void fresh(String field, Accessor is) {
    if (is.unset().isEmpty()) {
      add(SourceEffect.SILENT, field, "build() throws until " + field + " is set");
    } else {
      add(SourceEffect.ADD, field, is.getter() + "() is new");
    }
  }

  private void accessor(String field, Accessor was, Accessor is) {
    // A class that moved is told where it is, not at each getter that returns it.
    String mentioned = was.returned() + " " + was.values().kind();
    if (gone.stream().anyMatch(name -> mentions(mentioned, name))) {
      return;
    }
    if (!was.getter().equals(is.getter())) {
      add(SourceEffect.EDIT, field, was.getter() + "() is called " + is.getter() + "()");
    } else if (!was.returned().equals(is.returned())) {
      add(
          SourceEffect.EDIT,
          field,
          was.getter() + "() returns " + is.returned() + ", and returned " + was.returned());
    } else {
      values(field, was, is);
      unset(field, was.unset(), is.unset());
    }
  }

  private static boolean mentions(String returned, String name) {
    return List.of(returned.split("[<>, ]+", -1)).contains(name);
  }

  private void values(String field, Accessor was, Accessor is) {
    Values old = was.values();
    Values now = is.values();
    if (!old.equals(now)) {
      boolean wider = old.kind().equals(now.kind()) && now.precision() > old.precision();
      add(
          wider ? SourceEffect.ADD : SourceEffect.SILENT,
          field,
          was.getter() + "() gives " + told(now) + ", and gave " + told(old));
    }
  }

  private static String told(Values values) {
    return values.equals(Values.ANY) ? "any value" : values.told();
  }

  private void unset(String field, Optional<String> was, Optional<String> is) {
    if (was.equals(is)) {
      return;
    }
    if (was.isEmpty()) {
      add(SourceEffect.ADD, field, "build() no longer asks for " + field);
    } else if (is.isEmpty()) {
      add(SourceEffect.SILENT, field, "build() throws until " + field + " is set");
    } else {
      add(
          SourceEffect.SILENT,
          field,
          "build() leaves " + is.get() + " in " + field + ", and left " + was.get());
    }
  }

  private void enums(List<String> old, List<String> now) {
    for (String constant : old) {
      int is = now.indexOf(constant);
      int was = old.indexOf(constant);
      if (is < 0) {
        add(SourceEffect.EDIT, constant, simple() + "." + constant + " is gone");
      } else if (is != was && now.containsAll(old)) {
        add(
            SourceEffect.SILENT,
            constant,
            simple() + "." + constant + ".ordinal() is " + is + ", and was " + was);
      }
    }
    now.stream()
        .filter(constant -> !old.contains(constant))
        .forEach(
            constant -> add(SourceEffect.ADD, constant, simple() + "." + constant + " is new"));
  }

  private String simple() {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  private void add(SourceEffect effect, String member, String told) {
    changes.add(new ApiChange(effect, type, member, told));
  }
}
