package dev.accord.registry.language;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.avro.Schema;

/** Apache Avro, as its own parser reads it. */
record AvroType(SchemaLimits limits) implements SchemaType {
  private static final String TOO_DEEP = "its types are nested too deeply through their names";

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
    checkReferenced(referenced);
    try {
      var schema = parsed(text, referenced, false);
      if (strict) {
        AvroSteps.requireDefaults(types(schema.schema()), limits.defaultStepsMax());
        schema = parsed(text, referenced, true);
        checkNesting(schema.resolvedText());
      }
      checkNesting(schema.text());
      return schema;
    } catch (RuntimeException e) {
      // On nonsense, Avro's parser throws whatever its code runs into.
      throw invalid(reason(e));
    } catch (StackOverflowError e) {
      throw invalid(TOO_DEEP);
    }
  }

  private AvroSchema parsed(String text, List<String> referenced, boolean strict)
      throws InvalidSchema {
    var parser = new Schema.Parser().setValidateDefaults(false);
    var known = new ArrayList<Schema>();
    for (var reference : referenced) {
      // Names are resolved once, at the end: each time would go through all schemas so far.
      known.add(parser.parseInternal(reference));
    }
    var schema = parser.setValidateDefaults(strict).parse(text);
    for (var type : types(schema)) {
      checkBranches(type);
    }
    return new AvroSchema(schema, known, limits);
  }

  private static String reason(RuntimeException failure) {
    var message = String.valueOf(failure.getMessage());
    if (message.contains("nesting depth")) {
      return TOO_DEEP;
    }
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
    checkNesting(text);
  }

  private void checkReferenced(List<String> referenced) throws InvalidSchema {
    var characters = referenced.stream().mapToLong(String::length).sum();
    if (referenced.size() > limits.referencesMax()
        || characters > limits.referencedCharactersMax()) {
      throw invalid(
          String.format(
              Locale.ROOT,
              "it refers to %d schemas of %d characters, the limits are %d and %d",
              referenced.size(),
              characters,
              limits.referencesMax(),
              limits.referencedCharactersMax()));
    }
  }

  private void checkNesting(String text) throws InvalidSchema {
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

  private void checkBranches(Schema schema) throws InvalidSchema {
    if (schema.isUnion() && schema.getTypes().size() > limits.unionBranchesMax()) {
      throw invalid(
          String.format(
              Locale.ROOT,
              "a union has %d branches, the limit is %d",
              schema.getTypes().size(),
              limits.unionBranchesMax()));
    }
  }

  /** The schema and all schemas in it. */
  private static Set<Schema> types(Schema root) {
    var found = Collections.<Schema>newSetFromMap(new IdentityHashMap<>());
    var left = new ArrayDeque<Schema>(List.of(root));
    while (!left.isEmpty()) {
      var schema = left.remove();
      if (found.add(schema)) {
        left.addAll(parts(schema));
      }
    }
    return found;
  }

  private static List<Schema> parts(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> schema.getFields().stream().map(Schema.Field::schema).toList();
      case ARRAY -> List.of(schema.getElementType());
      case MAP -> List.of(schema.getValueType());
      case UNION -> schema.getTypes();
      case ENUM, FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> List.of();
    };
  }

  static InvalidSchema invalid(String reason) {
    return new InvalidSchema("Invalid schema of type AVRO, details: " + reason);
  }
}
