package dev.accord.checks.edit;

import dev.accord.checks.finding.Finding;
import java.util.List;

/**
 * A finding and what {@code --fix} does about it.
 *
 * @param edits empty where a person has to decide
 */
public record FixableFinding(Finding finding, List<Edit> edits) {
  public FixableFinding {
    edits = List.copyOf(edits);
  }
}
