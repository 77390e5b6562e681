package dev.accord.checks.generated;

import dev.accord.checks.finding.SourceEffect;

/**
 * One thing that callers of generated classes see.
 *
 * @param type full name of the schema's type, as the older version calls it if it has it
 * @param member field, symbol, or empty for the class itself
 * @param told one clause: {@code getTotal() returns long, and returned int}
 */
public record ApiChange(SourceEffect effect, String type, String member, String told) {}
