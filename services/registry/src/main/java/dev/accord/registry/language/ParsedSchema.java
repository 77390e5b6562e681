package dev.accord.registry.language;

import dev.accord.checks.compatibility.CompatibilityLevel;
import java.util.List;

/** A schema understood by its language. Immutable. */
public interface ParsedSchema {
  /** The canonical text, with references by name: independent of blanks and attribute order. */
  String text();

  /** The canonical text that is also independent of the order of custom properties. */
  String normalizedText();

  /** The canonical text with every reference inlined. */
  String resolvedText();

  /** Whether both mean the same, however each splits itself into references. */
  boolean sameAs(ParsedSchema other);

  /** Names of the fields at the top, none if it has no fields. */
  List<String> topLevelFields();

  /** Every part of the text that has tags in it. */
  List<EntityTags> tags();

  /** Whether the text has the part that these tags are for. */
  boolean hasPartOf(EntityTags tags);

  /**
   * The canonical text with tags added to its parts and then removed from them.
   *
   * @throws InvalidSchema if it has no such part
   */
  String withTags(List<EntityTags> added, List<EntityTags> removed) throws InvalidSchema;

  /**
   * Why this schema breaks the promise towards an earlier version; empty if it keeps it.
   *
   * @throws InvalidSchema if comparing them goes beyond a limit
   */
  List<String> incompatibilities(CompatibilityLevel level, Earlier earlier) throws InvalidSchema;

  /** An earlier version of the same type: its number, its text as stored, and its meaning. */
  record Earlier(int version, String text, ParsedSchema schema) {}
}
