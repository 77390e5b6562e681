package dev.accord.model.idl;

import dev.accord.model.json.JsonValue;
import dev.accord.model.json.JsonValue.JsonArray;
import dev.accord.model.json.JsonValue.JsonBoolean;
import dev.accord.model.json.JsonValue.JsonNull;
import dev.accord.model.json.JsonValue.JsonNumber;
import dev.accord.model.json.JsonValue.JsonObject;
import dev.accord.model.json.JsonValue.JsonText;
import dev.accord.model.json.JsonValue.Member;
import dev.accord.model.source.InvalidSourceException;
import dev.accord.model.source.Location;
import java.math.BigInteger;
import org.antlr.v4.runtime.Token;
import org.apache.avro.idl.IdlParser;
import org.apache.avro.idl.IdlParser.JsonLiteralContext;
import org.apache.avro.idl.IdlParser.JsonPairContext;
import org.apache.avro.idl.IdlParser.JsonValueContext;

/** The JSON inside IDL: defaults and annotation values, with Java's number and string syntax. */
final class IdlJson {
  private final TokenPlaces places;

  IdlJson(TokenPlaces places) {
    this.places = places;
  }

  JsonValue value(JsonValueContext value) {
    Location place = places.of(value);
    if (value.jsonObject() != null) {
      return new JsonObject(place, value.jsonObject().jsonPairs.stream().map(this::pair).toList());
    }
    if (value.jsonArray() != null) {
      return new JsonArray(place, value.jsonArray().jsonValues.stream().map(this::value).toList());
    }
    return literal(value.jsonLiteral());
  }

  JsonText text(Token literal) {
    String quoted = literal.getText();
    String text = quoted.substring(1, quoted.length() - 1);
    return new JsonText(places.of(literal), text.indexOf('\\') < 0 ? text : unescaped(text));
  }

  JsonNumber integer(Token literal) {
    String digits = literal.getText().replaceAll("[lL]$", "");
    return new JsonNumber(places.of(literal), decoded(digits).toString());
  }

  private Member pair(JsonPairContext pair) {
    return new Member(text(pair.name).value(), places.of(pair.name), value(pair.value));
  }

  private JsonValue literal(JsonLiteralContext literal) {
    Token token = literal.literal;
    Location place = places.of(token);
    return switch (token.getType()) {
      case IdlParser.Null -> new JsonNull(place);
      case IdlParser.BTrue -> new JsonBoolean(place, true);
      case IdlParser.BFalse -> new JsonBoolean(place, false);
      case IdlParser.IntegerLiteral -> integer(token);
      case IdlParser.FloatingPointLiteral -> floating(token.getText(), place);
      default -> text(token);
    };
  }

  private static JsonValue floating(String literal, Location place) {
    double value = Double.parseDouble(literal);
    if (Double.isFinite(value)) {
      return new JsonNumber(place, Double.toString(value));
    }
    throw new InvalidSourceException(place, "JSON has no number " + literal);
  }

  private static BigInteger decoded(String literal) {
    boolean negative = literal.startsWith("-");
    String digits = negative ? literal.substring(1) : literal;
    BigInteger value;
    if (digits.startsWith("0x") || digits.startsWith("0X")) {
      value = new BigInteger(digits.substring(2), 16);
    } else if (digits.length() > 1 && digits.startsWith("0")) {
      value = new BigInteger(digits, 8);
    } else {
      value = new BigInteger(digits);
    }
    return negative ? value.negate() : value;
  }

  /** Java's escapes, as the grammar defines them: JSON's, plus {@code \'} and octal. */
  private static String unescaped(String text) {
    var out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      c = text.charAt(++i);
      if (c == 'u') {
        out.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
        i += 4;
      } else if (c >= '0' && c <= '7') {
        int longest = Math.min(text.length(), i + (c <= '3' ? 3 : 2));
        int end = i + 1;
        while (end < longest && text.charAt(end) >= '0' && text.charAt(end) <= '7') {
          end++;
        }
        out.append((char) Integer.parseInt(text.substring(i, end), 8));
        i = end - 1;
      } else {
        out.append("\n\r\t\b\f\\'\"".charAt("nrtbf\\'\"".indexOf(c)));
      }
    }
    return out.toString();
  }
}
