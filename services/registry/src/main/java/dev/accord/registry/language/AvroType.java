package dev.accord.registry.language;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.avro.Schema;

/** Apache Avro, as its own parser reads it. */
record AvroType(SchemaLimits limits) implements SchemaType {
  @Override
  public String name() {
    return SchemaTypes.DEFAULT_TYPE;
  }

  @Override
  public boolean isUnderstood() {
    return true;
  }

  @Override
  public ParsedSchema parse(String text, List<String> referenced, boolean strict)
      throws InvalidSchema {
    checkSize(text);
    var parser = new Schema.Parser().setValidateDefaults(false);
    var known = new ArrayList<Schema>();
    try {
      for (var reference : referenced) {
        known.add(parser.parse(reference));
      }
      var schema = parser.setValidateDefaults(strict).parse(text);
      checkUnions(schema, Collections.newSetFromMap(new IdentityHashMap<>()));
      return new AvroSchema(schema, known);
    } catch (RuntimeException e) {
      // On nonsense, Avro's parser throws whatever its code runs into.
      throw invalid(reason(e));
    }
  }

  private static String reason(RuntimeException failure) {
    var message = String.valueOf(failure.getMessage());
    return message.contains("UnresolvedSchema")
        ? "it uses a name that neither it nor its references define"
        : message;
  }

  private void checkSize(String text) throws InvalidSchema {
    if (text.length() > limits.textCharactersMax()) {
      throw invalid(
          String.format(
              Locale.ROOT,
              "the text has %d characters, the limit is %d",
              text.length(),
              limits.textCharactersMax()));
    }
    // Before the recursive parser sees it: depth is what overflows a stack.
    var depth = 0;
    var quoted = false;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '\\' -> i++;
        case '"' -> quoted = !quoted;
        case '{', '[' -> depth += quoted ? 0 : 1;
        case '}', ']' -> depth -= quoted ? 0 : 1;
        default -> {}
      }
      if (depth > limits.nestingMax()) {
        throw invalid("the text is nested deeper than " + limits.nestingMax() + " levels");
      }
    }
  }

  private void checkUnions(Schema schema, Set<Schema> seen) throws InvalidSchema {
    if (!seen.add(schema)) {
      return;
    }
    switch (schema.getType()) {
      case RECORD -> {
        for (var field : schema.getFields()) {
          checkUnions(field.schema(), seen);
        }
      }
      case ARRAY -> checkUnions(schema.getElementType(), seen);
      case MAP -> checkUnions(schema.getValueType(), seen);
      case UNION -> {
        if (schema.getTypes().size() > limits.unionBranchesMax()) {
          throw invalid(
              String.format(
                  Locale.ROOT,
                  "a union has %d branches, the limit is %d",
                  schema.getTypes().size(),
                  limits.unionBranchesMax()));
        }
        for (var branch : schema.getTypes()) {
          checkUnions(branch, seen);
        }
      }
      case ENUM, FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {}
    }
  }

  private static InvalidSchema invalid(String reason) {
    return new InvalidSchema("Invalid schema of type AVRO, details: " + reason);
  }
}
