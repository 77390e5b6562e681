package dev.accord.checks.gate;

import dev.accord.model.contracts.Baseline;
import dev.accord.model.contracts.Baseline.Version;
import dev.accord.model.contracts.Contracts;
import dev.accord.model.contracts.EventSchema;
import dev.accord.model.schema.Definition;
import dev.accord.model.schema.Definition.Field;
import dev.accord.model.schema.Definition.RecordDefinition;
import dev.accord.model.schema.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which versions of a baseline are the older ones of which event: those of its subject, those of
 * its name, and, for an event that is new while a like one is gone, those of the one that was
 * renamed.
 */
final class Pairing {
  private final Map<String, List<Version>> versionsOf = new LinkedHashMap<>();
  private final List<Version> gone = new ArrayList<>();

  Pairing(Contracts current, Baseline baseline) {
    Map<String, List<Version>> subjects = new LinkedHashMap<>();
    for (Version version : baseline.versions()) {
      subjects.computeIfAbsent(version.schema().subject(), s -> new ArrayList<>()).add(version);
    }
    Map<String, String> subjectOfName = new HashMap<>();
    subjects.forEach((subject, list) -> subjectOfName.put(last(list).schema().name(), subject));
    Set<String> unclaimed = new LinkedHashSet<>(subjects.keySet());
    List<EventSchema> fresh = new ArrayList<>();
    for (EventSchema event : current.events()) {
      String byName = subjectOfName.get(event.name());
      String subject = byName != null ? byName : event.subject();
      List<Version> versions = subjects.get(subject);
      if (versions == null) {
        fresh.add(event);
      } else {
        unclaimed.remove(subject);
        versionsOf.put(event.name(), versions);
      }
    }
    for (String subject : unclaimed) {
      List<Version> versions = subjects.getOrDefault(subject, List.of());
      Optional<EventSchema> renamed =
          fresh.stream().filter(event -> becameOf(last(versions).schema(), event)).findFirst();
      if (renamed.isPresent()) {
        fresh.remove(renamed.get());
        versionsOf.put(renamed.get().name(), versions);
      } else if (current.types().find(last(versions).schema().name()).isEmpty()) {
        gone.add(last(versions));
      }
    }
  }

  /** Oldest first; empty for a new event. */
  List<Version> of(EventSchema event) {
    return versionsOf.getOrDefault(event.name(), List.of());
  }

  /** The last version of each event that the current contracts no longer have. */
  List<Version> gone() {
    return List.copyOf(gone);
  }

  private static Version last(List<Version> versions) {
    return versions.get(versions.size() - 1);
  }

  private static boolean becameOf(EventSchema old, EventSchema now) {
    Definition was = old.definition().orElse(null);
    Definition is = now.definition().orElse(null);
    if (now.root() instanceof Type.Union union
        && union.branches().stream().anyMatch(b -> b.branchName().equals(old.name()))) {
      return true;
    }
    if (was == null || is == null || !was.kind().equals(is.kind())) {
      return old.location().file().equals(now.location().file());
    }
    boolean aliased = is.header().aliases().stream().anyMatch(a -> a.name().equals(was.fullName()));
    return aliased
        || was.simpleName().equals(is.simpleName())
        || (was instanceof RecordDefinition a
            && is instanceof RecordDefinition b
            && mostFieldsShared(a, b));
  }

  private static boolean mostFieldsShared(RecordDefinition a, RecordDefinition b) {
    Set<String> names = new LinkedHashSet<>(a.fields().stream().map(Field::name).toList());
    long shared = b.fields().stream().filter(f -> names.contains(f.name())).count();
    int larger = Math.max(a.fields().size(), b.fields().size());
    return larger > 1 && shared * 4 >= larger * 3L;
  }
}
