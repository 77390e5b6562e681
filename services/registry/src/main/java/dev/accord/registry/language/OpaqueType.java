package dev.accord.registry.language;

import java.util.List;
import java.util.Locale;

/**
 * A language of another registry's topic that is kept and served as text but not understood: no new
 * schema of it can be registered.
 */
record OpaqueType(String name) implements SchemaType {
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
