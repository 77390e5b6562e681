package dev.accord.registry.language;

import java.util.List;
import java.util.Locale;

/** A language that schemas are written in. Implementations are pure and usable from any thread. */
interface SchemaType {
  /** As in {@code schemaType}; case counts. */
  String name();

  /** Whether texts can be parsed; if not, they are only kept and served. */
  boolean isUnderstood();

  /**
   * Parses a text.
   *
   * @param referenced texts that it refers to, each after those it refers to itself
   * @param strict also refuse what older registries let pass, as for a schema being registered
   * @throws InvalidSchema if the text is not of this language or beyond a limit
   */
  ParsedSchema parse(String text, List<String> referenced, boolean strict) throws InvalidSchema;

  /**
   * A language of another registry's topic that is kept and served as text but not understood: no
   * new schema of it can be registered.
   */
  record Opaque(String name) implements SchemaType {
    @Override
    public boolean isUnderstood() {
      return false;
    }

    @Override
    public ParsedSchema parse(String text, List<String> referenced, boolean strict)
        throws InvalidSchema {
      throw new InvalidSchema(
          String.format(
              Locale.ROOT,
              "Schemas of type %s are served but cannot be registered, compared or looked up here;"
                  + " this server understands AVRO.",
              name));
    }
  }
}
