package dev.accord.registry.language;

/**
 * What a schema may cost at most.
 *
 * @param textCharactersMax length of its text
 * @param nestingMax depth of braces and brackets in its text
 * @param unionBranchesMax branches of one union
 * @param referencesMax schemas it refers to, directly and through others
 * @param referencedCharactersMax length of their texts together
 * @param defaultStepsMax steps that checking its default values takes
 * @param comparisonStepsMax pairs of types that comparing it with one other schema looks at
 */
public record SchemaLimits(
    int textCharactersMax,
    int nestingMax,
    int unionBranchesMax,
    int referencesMax,
    int referencedCharactersMax,
    int defaultStepsMax,
    int comparisonStepsMax) {
  /** Far above what people write, far below what hurts. */
  public static final SchemaLimits DEFAULT =
      new SchemaLimits(1024 * 1024, 500, 500, 500, 2 * 1024 * 1024, 1_000_000, 200_000);
}
