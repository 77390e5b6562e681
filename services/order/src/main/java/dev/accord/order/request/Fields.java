package dev.accord.order.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.accord.runtime.http.Problem;
import dev.accord.runtime.http.Problem.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a JSON object and collects what is wrong with them, so that a caller learns
 * of all mistakes at once. A bad field gives a placeholder; {@link #check} must be called before
 * any value is used.
 */
public final class Fields {
  /** Stands for an id that could not be read. */
  public static final UUID NO_ID = new UUID(0, 0);

  private final JsonNode object;
  private final String prefix;
  private final List<FieldError> errors;
  private final Set<String> known = new HashSet<>();
  private final List<Fields> parts = new ArrayList<>();

  private Fields(JsonNode object, String prefix, List<FieldError> errors) {
    this.object = object;
    this.prefix = prefix;
    this.errors = errors;
  }

  /**
   * The fields of a request's body.
   *
   * @throws dev.accord.runtime.http.ProblemException 400 if the body is no object
   */
  public static Fields of(JsonNode body) {
    if (!body.isObject()) {
      throw Problem.of(400, "the body must be a JSON object").asException();
    }
    return new Fields(body, "", new ArrayList<>());
  }

  /** A UUID in full. */
  public UUID uuid(String name) {
    var text = read(name, JsonNode::isTextual, "must be a UUID");
    if (text == null) {
      return NO_ID;
    }
    try {
      return uuidOf(text.textValue());
    } catch (IllegalArgumentException e) {
      refuse(name, "must be a UUID, such as 00000000-0000-4000-8000-000000000001");
      return NO_ID;
    }
  }

  /**
   * A UUID in full; the shortened form is taken by Java and by nobody else.
   *
   * @throws IllegalArgumentException if the text is none
   */
  public static UUID uuidOf(String text) {
    var id = UUID.fromString(text);
    if (!id.toString().equalsIgnoreCase(text)) {
      throw new IllegalArgumentException("a shortened UUID");
    }
    return id;
  }

  /** A text that is not blank. */
  public String text(String name, int charactersMax) {
    var text = read(name, JsonNode::isTextual, "must be a text");
    return text == null ? "" : bounded(name, text.textValue(), charactersMax);
  }

  /** The same; null where the field is absent or null. */
  public @Nullable String optionalText(String name, int charactersMax) {
    if (absent(name)) {
      return null;
    }
    return text(name, charactersMax);
  }

  /** A whole number in {@code [min, max]}. */
  public int integer(String name, int min, int max) {
    var form = "must be a whole number from " + min + " to " + max;
    var number = read(name, JsonNode::isIntegralNumber, form);
    if (number == null) {
      return min;
    }
    if (!number.canConvertToInt() || number.intValue() < min || number.intValue() > max) {
      refuse(name, form);
      return min;
    }
    return number.intValue();
  }

  /** The objects of a list that has at least one. */
  public List<Fields> objects(String name, int countMax) {
    var form = "must be a list of 1 to " + countMax + " objects";
    var list = read(name, JsonNode::isArray, form);
    if (list == null) {
      return List.of();
    }
    if (list.isEmpty() || list.size() > countMax) {
      refuse(name, form);
      return List.of();
    }
    var objects = new ArrayList<Fields>();
    for (int i = 0; i < list.size(); i++) {
      var path = name + "[" + i + "]";
      if (list.get(i).isObject()) {
        objects.add(new Fields(list.get(i), prefix + path + ".", errors));
      } else {
        refuse(path, "must be an object");
      }
    }
    parts.addAll(objects);
    return objects;
  }

  /** Notes a mistake of a field. */
  public void refuse(String name, String message) {
    errors.add(new FieldError(prefix + name, message));
  }

  /**
   * Ends the reading.
   *
   * @throws dev.accord.runtime.http.ProblemException 422 with every mistake, names that nothing has
   *     read among them
   */
  public void check() {
    refuseUnknown();
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors).asException();
    }
  }

  private void refuseUnknown() {
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                refuse(name, "unknown; known are " + known.stream().sorted().toList());
              }
            });
    parts.forEach(Fields::refuseUnknown);
  }

  private boolean absent(String name) {
    known.add(name);
    return !object.hasNonNull(name);
  }

  private @Nullable JsonNode read(String name, Predicate<JsonNode> fits, String form) {
    if (absent(name)) {
      refuse(name, "is missing: " + form);
      return null;
    }
    var value = object.get(name);
    if (!fits.test(value)) {
      refuse(name, form);
      return null;
    }
    return value;
  }

  private String bounded(String name, String text, int charactersMax) {
    if (text.isBlank() || text.length() > charactersMax) {
      refuse(name, "must have 1 to " + charactersMax + " characters");
    } else if (text.chars().anyMatch(Character::isISOControl)) {
      refuse(name, "must have no control characters");
    } else if (!UTF_8.newEncoder().canEncode(text)) {
      refuse(name, "must have no half of a surrogate pair");
    }
    return text;
  }
}
