package dev.accord.registry.change;

import dev.accord.registry.language.InvalidSchema;
import dev.accord.registry.language.ParsedSchema;
import dev.accord.registry.language.SchemaTypes;
import dev.accord.registry.problem.ErrorCode;
import dev.accord.registry.schema.Reference;
import dev.accord.registry.subject.RegistryState;
import dev.accord.registry.subject.StoredSchema;
import dev.accord.registry.subject.Subject;
import java.util.List;

/** Understands texts together with what they refer to. */
public final class Parsing {
  private Parsing() {}

  /**
   * Understands a version of the log.
   *
   * @throws dev.accord.registry.problem.RegistryProblem INVALID_SCHEMA
   */
  public static ParsedSchema of(RegistryState state, SchemaTypes types, StoredSchema schema) {
    var content = schema.content();
    return of(
        state,
        types,
        schema.subject(),
        content.type(),
        content.text(),
        content.references(),
        false);
  }

  static ParsedSchema of(
      RegistryState state,
      SchemaTypes types,
      Subject subject,
      String type,
      String text,
      List<Reference> references,
      boolean strict) {
    var referenced =
        state.resolve(subject, references, types.limits().referencesMax()).stream()
            .map(schema -> schema.content().text())
            .toList();
    try {
      return types.parse(type, text, referenced, strict);
    } catch (InvalidSchema e) {
      throw ErrorCode.INVALID_SCHEMA.with(e.reason());
    }
  }
}
