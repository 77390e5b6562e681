package dev.accord.checks.edit;

import dev.accord.model.source.Location;

/** One step of mending contracts. */
public sealed interface Edit {

  /** The text at a place becomes another; at a place without width it is inserted. */
  record Replace(Location at, String text) implements Edit {}

  /** A file gets another path; both are as in locations. */
  record Move(String from, String to) implements Edit {}
}
