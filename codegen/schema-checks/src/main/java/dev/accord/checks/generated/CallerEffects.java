package dev.accord.checks.generated;

import dev.accord.checks.diff.Change;
import dev.accord.checks.finding.SourceEffect;
import dev.accord.checks.rule.ContractRules;
import dev.accord.checks.rule.ValueRules;
import dev.accord.model.contracts.EventSchema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says of each difference between two schemas what callers of the generated classes feel. */
public final class CallerEffects {
  private final EventSchema after;
  private final GeneratedApi api;

  /** For one version of an event beside any number of older ones. */
  public CallerEffects(EventSchema after) {
    this.after = after;
    this.api = GeneratedApi.of(after);
  }

  /**
   * The same changes, each with what the comparison of the generated classes puts down to it. What
   * hurts callers and is no change's doing becomes a change of its own.
   */
  public List<Change> on(List<Change> changes, EventSchema before) {
    List<ApiChange> seen = api.since(GeneratedApi.of(before));
    Set<ApiChange> untold = new LinkedHashSet<>(seen);
    var felt = new ArrayList<Change>();
    for (Change change : changes) {
      Set<String> old = words(change.oldValue());
      Set<String> members = members(change, old);
      List<ApiChange> own =
          seen.stream()
              .filter(
                  api ->
                      (api.type().equals(change.owner()) && members.contains(api.member()))
                          || (api.effect() == SourceEffect.CLASS && old.contains(api.type())))
              .toList();
      own.forEach(untold::remove);
      felt.add(change.felt(GeneratedApi.gravest(own), told(own)));
    }
    List<ApiChange> rest =
        untold.stream().filter(api -> api.effect().compareTo(SourceEffect.ADD) > 0).toList();
    if (!rest.isEmpty()) {
      felt.add(untold(rest, before));
    }
    return felt;
  }

  private static List<String> told(List<ApiChange> seen) {
    return seen.stream().map(ApiChange::told).toList();
  }

  /** What a change may be called in the class of its owner: fields, symbols, or the class. */
  private static Set<String> members(Change change, Set<String> oldWords) {
    var members = new LinkedHashSet<String>();
    members.add(field(change.member()));
    if (change.rule().equals(ValueRules.SORT_ORDER_CHANGED)) {
      members.add("");
    }
    if (change.member().isEmpty()) {
      members.addAll(oldWords);
      members.addAll(words(change.newValue()));
    } else {
      String old = change.oldPath().replaceAll("<[^>]*>", "");
      members.add(field(old.substring(old.lastIndexOf('.') + 1)));
    }
    return members;
  }

  /** The field that a way such as {@code lines[]<shop.Card>} starts from. */
  private static String field(String way) {
    return way.replaceFirst("[\\[{<].*", "");
  }

  private static Set<String> words(String value) {
    return new LinkedHashSet<>(List.of(value.split("[\\[\\], ]+", -1)));
  }

  private Change untold(List<ApiChange> rest, EventSchema before) {
    var rule = ContractRules.GENERATED_API_CHANGED;
    String simple = after.name().substring(after.name().lastIndexOf('.') + 1);
    return new Change(
        rule,
        rule.rule().axis(),
        rule.rule().severity(),
        rule.effects().source(GeneratedApi.gravest(rest)),
        after.name(),
        "",
        simple,
        before.name().substring(before.name().lastIndexOf('.') + 1),
        after.location(),
        Optional.of(before.location()),
        "Callers of the classes of " + simple + " see: " + String.join("; ", told(rest)) + ".",
        "release the classes as a new major version",
        "",
        String.join("; ", told(rest)),
        List.of(),
        told(rest));
  }
}
