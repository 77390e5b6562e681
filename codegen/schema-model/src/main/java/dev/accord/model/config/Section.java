package dev.accord.model.config;

import dev.accord.model.json.JsonValue;
import dev.accord.model.json.JsonValue.JsonArray;
import dev.accord.model.json.JsonValue.JsonBoolean;
import dev.accord.model.json.JsonValue.JsonNumber;
import dev.accord.model.json.JsonValue.JsonObject;
import dev.accord.model.json.JsonValue.JsonText;
import dev.accord.model.json.JsonValue.Member;
import dev.accord.model.source.Location;
import dev.accord.model.source.Nearest;
import dev.accord.model.source.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A mapping of the file: typed reads with defaults; faults go to the shared list of problems. */
final class Section {
  private final JsonObject object;
  private final List<Problem> problems;

  private Section(JsonObject object, List<Problem> problems) {
    this.object = object;
    this.problems = problems;
  }

  /** Reports every key that is not one of {@code known}; a value that is no mapping reads empty. */
  static Section of(JsonValue value, Set<String> known, List<Problem> problems) {
    if (!(value instanceof JsonObject object)) {
      problems.add(
          new Problem(value.location(), "expected keys and values, found " + value.kind()));
      return new Section(new JsonObject(value.location(), List.of()), problems);
    }
    for (Member member : object.members()) {
      if (!known.contains(member.name())) {
        String message =
            "unknown key \"" + member.name() + "\"" + Nearest.hint(member.name(), known);
        problems.add(new Problem(member.nameLocation(), message));
      }
    }
    return new Section(object, problems);
  }

  Location location() {
    return object.location();
  }

  Optional<JsonValue> get(String key) {
    return object.get(key);
  }

  String text(String key, String absent) {
    return object.get(key).map(value -> text(value, absent)).orElse(absent);
  }

  /** Reports the key as missing unless it has a text that is not blank. */
  String requiredText(String key, String why) {
    String text = text(key, "");
    if (text.isBlank()) {
      problems.add(new Problem(location(), "\"" + key + "\" is missing: " + why));
    }
    return text;
  }

  String oneOf(String key, String absent, List<String> allowed) {
    JsonValue value = object.get(key).orElse(null);
    if (value == null) {
      return absent;
    }
    String text = text(value, absent);
    if (!allowed.contains(text)) {
      String message = "expected one of " + String.join(", ", allowed) + ", found \"" + text + "\"";
      problems.add(new Problem(value.location(), message + Nearest.hint(text, allowed)));
      return absent;
    }
    return text;
  }

  int integer(String key, int absent, int min, int max) {
    JsonValue value = object.get(key).orElse(null);
    if (value == null) {
      return absent;
    }
    if (value instanceof JsonNumber number && number.literal().length() < 10) {
      int whole = Integer.parseInt(number.literal());
      if (whole >= min && whole <= max) {
        return whole;
      }
    }
    String message =
        "expected a whole number from " + min + " to " + max + ", found " + value.text();
    problems.add(new Problem(value.location(), message));
    return absent;
  }

  boolean flag(String key, boolean absent) {
    JsonValue value = object.get(key).orElse(null);
    if (value == null || value instanceof JsonBoolean) {
      return value == null ? absent : ((JsonBoolean) value).value();
    }
    problems.add(new Problem(value.location(), "expected true or false, found " + value.text()));
    return absent;
  }

  /** The items under a key; a single value counts as a list of one. */
  List<JsonValue> list(String key) {
    JsonValue value = object.get(key).orElse(null);
    if (value == null || value instanceof JsonValue.JsonNull) {
      return List.of();
    }
    return value instanceof JsonArray array ? array.items() : List.of(value);
  }

  List<String> texts(String key) {
    var texts = new ArrayList<String>();
    for (JsonValue item : list(key)) {
      String text = text(item, "");
      if (!text.isEmpty()) {
        texts.add(text);
      }
    }
    return texts;
  }

  /** The members of a mapping whose keys are names of the user's own. */
  List<Member> members(String key) {
    JsonValue value = object.get(key).orElse(null);
    if (value == null || value instanceof JsonValue.JsonNull) {
      return List.of();
    }
    if (value instanceof JsonObject named) {
      return named.members();
    }
    problems.add(new Problem(value.location(), "expected names and values, found " + value.kind()));
    return List.of();
  }

  private String text(JsonValue value, String absent) {
    if (value instanceof JsonText text) {
      return text.value();
    }
    if (value instanceof JsonNumber number) {
      return number.literal();
    }
    problems.add(new Problem(value.location(), "expected a text, found " + value.kind()));
    return absent;
  }
}
