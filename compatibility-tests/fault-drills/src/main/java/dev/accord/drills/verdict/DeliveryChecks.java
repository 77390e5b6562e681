package dev.accord.drills.verdict;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import dev.accord.drills.verdict.OrderHistory.Handled;
import dev.accord.drills.verdict.OrderHistory.Letter;
import dev.accord.drills.verdict.OrderHistory.Place;
import dev.accord.drills.verdict.OrderHistory.Published;
import dev.accord.drills.verdict.Verdict.Findings;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every subscriber has accounted for every event that is meant for it. */
final class DeliveryChecks {
  private final OrderHistory history;
  private final RecordedEvents events;
  private final Findings findings;
  private final Set<Letter> letters;
  private final Map<String, List<Handled>> handled;

  DeliveryChecks(OrderHistory history, RecordedEvents events, Findings findings) {
    this.history = history;
    this.events = events;
    this.findings = findings;
    letters = Set.copyOf(history.letters);
    handled =
        history.handled.stream()
            .collect(groupingBy(one -> one.group() + " " + one.topic() + " " + one.scope()));
  }

  void run() {
    OrderModel.SUBSCRIPTIONS.forEach(this::everythingIsHandled);
    nothingElseIsHandled();
    onlyPoisonIsParked();
  }

  private void everythingIsHandled(String group, Set<String> types) {
    var offsets = history.committedOffsets.getOrDefault(group, Map.of());
    for (var event : events.all) {
      if (!types.contains(RecordedEvents.name(event))) {
        continue;
      }
      var accounted = isHandled(group, event) || letters.contains(letter(group, event.place()));
      findings.check(
          Promise.NOTHING_IS_UNACCOUNTED,
          accounted,
          () -> event + " is not accounted for by " + group);
      var partition = event.place().topic() + "-" + event.place().partition();
      if (event.place().offset() < offsets.getOrDefault(partition, 0L)) {
        findings.check(
            Promise.COMMITS_FOLLOW_EFFECTS,
            accounted,
            () -> event + " is passed by " + group + " and had no effect");
      }
    }
  }

  private boolean isHandled(String group, Published event) {
    var scope = "key:" + event.headers().source() + "/" + event.key();
    return handled
        .getOrDefault(group + " " + event.place().topic() + " " + scope, List.of())
        .stream()
        .anyMatch(
            range ->
                range.first() <= event.headers().sequence()
                    && event.headers().sequence() <= range.last());
  }

  /** Of a key as much is accounted for as there is; of a partition, what is no event. */
  private void nothingElseIsHandled() {
    var sequences =
        events.firstCopies.stream()
            .collect(
                groupingBy(
                    event ->
                        event.place().topic()
                            + " key:"
                            + event.headers().source()
                            + "/"
                            + event.key()));
    for (var one : history.handled) {
      var there = sequences.getOrDefault(one.topic() + " " + one.scope(), List.of()).size();
      var ofPartition = one.scope().startsWith("partition:");
      findings.check(
          Promise.NOTHING_IS_UNACCOUNTED,
          ofPartition ? areLetters(one) : one.first() >= 1 && one.last() <= there,
          () -> one + " is accounted for, but " + there + " events are there");
    }
  }

  private boolean areLetters(Handled range) {
    var partition = Integer.parseInt(range.scope().substring("partition:".length()));
    for (long offset = range.first(); offset <= range.last(); offset++) {
      var place = new Place(range.topic(), partition, offset);
      if (!letters.contains(letter(range.group(), place))) {
        return false;
      }
    }
    return true;
  }

  private void onlyPoisonIsParked() {
    for (var place : history.poison) {
      OrderModel.TOPICS.forEach(
          (group, topics) -> {
            if (topics.contains(place.topic())) {
              findings.check(
                  Promise.ONLY_POISON_IS_PARKED,
                  letters.contains(letter(group, place)),
                  () -> place + " is no dead letter of " + group);
            }
          });
    }
    var planted = history.poison.stream().map(Place::toString).collect(toSet());
    for (var letter : history.letters) {
      findings.check(
          Promise.ONLY_POISON_IS_PARKED,
          planted.contains(letter.place()),
          () -> letter + " was readable");
    }
  }

  private static Letter letter(String group, Place place) {
    return new Letter(group, place.toString());
  }
}
