package dev.accord.checks.diff;

import dev.accord.checks.finding.Axis;
import dev.accord.checks.finding.Severity;
import dev.accord.checks.finding.SourceEffect;
import dev.accord.checks.rule.ChangeRule;
import dev.accord.checks.rule.Effects;
import dev.accord.model.source.Location;
import java.util.List;
import java.util.Optional;

/**
 * One difference between two versions, before any policy weighs it.
 *
 * @param severity what it weighs where it is felt
 * @param owner full name of the type whose text changed; of the event for what is in no named type
 * @param member the element within the owner, in names; empty for the owner itself
 * @param path from the event's root in the new version; empty where the element is gone
 * @param oldPath from the event's root in the old version; empty where the element is new
 * @param oldValue what the element was, as far as it tells this change from another
 * @param newValue what it became
 * @param uses the paths that lead to the owner, when there are several
 * @param callers what callers of the generated classes see, a clause each
 */
public record Change(
    ChangeRule rule,
    Axis axis,
    Severity severity,
    Effects effects,
    String owner,
    String member,
    String path,
    String oldPath,
    Location location,
    Optional<Location> oldLocation,
    String message,
    String fix,
    String oldValue,
    String newValue,
    List<String> uses,
    List<String> callers) {
  public Change {
    uses = List.copyOf(uses);
    callers = List.copyOf(callers);
  }

  /** The same difference told as another rule; {@code severity} as the rule has it. */
  public Change as(ChangeRule other, String otherMessage, String otherFix) {
    return new Change(
        other,
        other.rule().axis(),
        other.rule().severity(),
        effects,
        owner,
        member,
        path,
        oldPath,
        location,
        oldLocation,
        otherMessage,
        otherFix,
        oldValue,
        newValue,
        uses,
        callers);
  }

  Change usedAt(List<String> paths) {
    return with(effects, paths, callers);
  }

  /** The same difference with what it does to callers. */
  public Change felt(SourceEffect byCallers, List<String> told) {
    return with(effects.source(byCallers), uses, told);
  }

  private Change with(Effects felt, List<String> paths, List<String> told) {
    return new Change(
        rule,
        axis,
        severity,
        felt,
        owner,
        member,
        path,
        oldPath,
        location,
        oldLocation,
        message,
        fix,
        oldValue,
        newValue,
        paths,
        told);
  }
}
