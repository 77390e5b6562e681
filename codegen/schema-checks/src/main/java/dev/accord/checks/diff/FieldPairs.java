package dev.accord.checks.diff;

import dev.accord.model.schema.Definition.Field;
import dev.accord.model.schema.Definition.RecordDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which field of a record became which.
 *
 * @param kept same name
 * @param aliased another name, and an alias that says so
 * @param guessed another name and no alias, but the same type in the same place
 * @param oldPlaces index by field name
 * @param newPlaces index by field name
 */
record FieldPairs(
    List<Pair> kept,
    List<Pair> aliased,
    List<Pair> guessed,
    List<Field> added,
    List<Field> removed,
    Map<String, Integer> oldPlaces,
    Map<String, Integer> newPlaces) {

  /** With this many fields gone or new nobody renamed them one by one. */
  private static final int GUESSES_MAX = 200;

  private static final int SURE = 2;

  record Pair(Field old, Field now) {}

  static FieldPairs of(RecordDefinition old, RecordDefinition now) {
    Map<String, Field> before = new HashMap<>();
    old.fields().forEach(field -> before.put(field.name(), field));
    Map<String, Field> after = new HashMap<>();
    now.fields().forEach(field -> after.put(field.name(), field));
    var kept = new ArrayList<Pair>();
    var aliased = new ArrayList<Pair>();
    var added = new ArrayList<Field>();
    for (Field field : now.fields()) {
      Field same = before.get(field.name());
      if (same != null) {
        kept.add(new Pair(same, field));
      }
    }
    List<Field> removed = new ArrayList<>(old.fields());
    removed.removeIf(field -> after.containsKey(field.name()));
    for (Field field : now.fields()) {
      if (before.containsKey(field.name())) {
        continue;
      }
      Optional<Field> source =
          field.aliases().stream()
              .flatMap(alias -> Optional.ofNullable(before.get(alias.name())).stream())
              .findFirst();
      if (source.isPresent() && removed.remove(source.get())) {
        aliased.add(new Pair(source.get(), field));
      } else if (source.isEmpty() || !after.containsKey(source.get().name())) {
        added.add(field);
      }
    }
    var guessed = guesses(old, now, added, removed);
    return new FieldPairs(kept, aliased, guessed, added, removed, places(old), places(now));
  }

  /** Takes what looks like a rename out of both lists. */
  private static List<Pair> guesses(
      RecordDefinition old, RecordDefinition now, List<Field> added, List<Field> removed) {
    var guessed = new ArrayList<Pair>();
    if (added.size() > GUESSES_MAX || removed.size() > GUESSES_MAX) {
      return guessed;
    }
    for (Field candidate : List.copyOf(added)) {
      Field best = null;
      int bestScore = SURE - 1;
      for (Field gone : removed) {
        int score = score(gone, candidate, old, now);
        if (score > bestScore) {
          best = gone;
          bestScore = score;
        }
      }
      if (best != null) {
        guessed.add(new Pair(best, candidate));
        added.remove(candidate);
        removed.remove(best);
      }
    }
    return guessed;
  }

  private static int score(
      Field gone, Field candidate, RecordDefinition old, RecordDefinition now) {
    if (!Sides.same(gone.type(), candidate.type())) {
      return 0;
    }
    int score = sameNeighbours(gone, candidate, old, now) ? 2 : 0;
    if (gone.doc().isPresent() && candidate.doc().isPresent()) {
      score += gone.doc().get().value().equals(candidate.doc().get().value()) ? 2 : -1;
    }
    return score + (alike(gone.name(), candidate.name()) ? 1 : 0);
  }

  /** Whether the same old field stands before both, and the same one behind both. */
  private static boolean sameNeighbours(
      Field gone, Field candidate, RecordDefinition old, RecordDefinition now) {
    return keptBeside(gone, old, now, -1).equals(keptBeside(candidate, now, old, -1))
        && keptBeside(gone, old, now, 1).equals(keptBeside(candidate, now, old, 1));
  }

  /** The nearest neighbour that the other version has too; empty at the record's end. */
  private static String keptBeside(
      Field field, RecordDefinition in, RecordDefinition other, int step) {
    List<Field> fields = in.fields();
    for (int i = fields.indexOf(field) + step; i >= 0 && i < fields.size(); i += step) {
      if (other.field(fields.get(i).name()).isPresent()) {
        return fields.get(i).name();
      }
    }
    return "";
  }

  /** One name is in the other, or they share their first or last three letters. */
  private static boolean alike(String a, String b) {
    String one = a.toLowerCase(Locale.ROOT).replace("_", "");
    String other = b.toLowerCase(Locale.ROOT).replace("_", "");
    return one.contains(other)
        || other.contains(one)
        || (one.length() > 3
            && other.length() > 3
            && (one.startsWith(other.substring(0, 3))
                || one.endsWith(other.substring(other.length() - 3))));
  }

  private static Map<String, Integer> places(RecordDefinition record) {
    Map<String, Integer> places = new HashMap<>();
    for (Field field : record.fields()) {
      places.put(field.name(), places.size());
    }
    return places;
  }

  /** Whether an older field follows this new one. */
  boolean standsBeforeOldOnes(Field field) {
    int last = kept.isEmpty() ? -1 : place(newPlaces, kept.get(kept.size() - 1).now);
    return place(newPlaces, field) < last;
  }

  /** The first kept field that now stands behind one that it stood before. */
  Optional<Field> firstOutOfOrder() {
    int last = -1;
    for (Pair pair : kept) {
      int oldPlace = place(oldPlaces, pair.old);
      if (oldPlace < last) {
        return Optional.of(pair.now);
      }
      last = oldPlace;
    }
    return Optional.empty();
  }

  private static int place(Map<String, Integer> places, Field field) {
    return places.getOrDefault(field.name(), -1);
  }
}
