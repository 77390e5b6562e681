package dev.accord.model.idl;

import dev.accord.model.source.InvalidSourceException;
import dev.accord.model.source.Location;
import dev.accord.model.source.Nearest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.apache.avro.idl.IdlParser;
import org.jspecify.annotations.Nullable;

/**
 * Stops at the first error, in words: what the grammar says about later ones is seldom true, and
 * its list of everything that could stand there helps nobody.
 */
final class FirstError extends BaseErrorListener {
  private static final Set<Integer> SILENT =
      Set.of(IdlParser.T__0, IdlParser.DocComment, IdlParser.EmptyComment);
  private static final List<String> STATEMENTS =
      List.of("protocol", "namespace", "import", "schema", "record", "enum", "fixed", "error");

  private static final Pattern OPEN_STRING = Pattern.compile("at: '([\"'])");

  private final TokenPlaces places;

  FirstError(TokenPlaces places) {
    this.places = places;
  }

  @Override
  public void syntaxError(
      Recognizer<?, ?> recognizer,
      @Nullable Object offending,
      int line,
      int column,
      String message,
      @Nullable RecognitionException cause) {
    if (offending instanceof Token token && recognizer instanceof Parser parser) {
      throw new InvalidSourceException(
          places.of(token), "expected " + expected(parser) + ", found " + found(token, parser));
    }
    Location place = places.at(line, column + 1);
    // The lexer quotes the rest of what it cannot read: a string shows its first sign.
    var open = OPEN_STRING.matcher(message);
    throw new InvalidSourceException(
        place,
        open.find()
            ? "this string is not closed; expected " + open.group(1)
            : "no character that IDL knows");
  }

  /** Where a name may stand every keyword may too: to list them all says nothing. */
  private static String expected(Parser parser) {
    Set<Integer> types = parser.getExpectedTokens().toSet();
    var words = new LinkedHashSet<String>();
    if (types.contains(IdlParser.StringLiteral) && types.contains(IdlParser.BTrue)) {
      return "a value";
    }
    boolean name = types.contains(IdlParser.IdentifierToken);
    for (int type : types) {
      String word = IdlParser.VOCABULARY.getDisplayName(type).replaceAll("^'|'$", "");
      boolean keyword = Character.isLetter(word.charAt(0));
      if (!SILENT.contains(type) && !(name && keyword)) {
        words.add(described(type, word));
      }
    }
    if (name) {
      words.add("a name");
    }
    String all = String.join(", ", words);
    int last = all.lastIndexOf(", ");
    return words.size() < 2 ? all : all.substring(0, last) + " or " + all.substring(last + 2);
  }

  private static String described(int type, String word) {
    return switch (type) {
      case Token.EOF -> "the end of the file";
      case IdlParser.StringLiteral -> "a text in double quotes";
      case IdlParser.IntegerLiteral -> "a whole number";
      case IdlParser.FloatingPointLiteral -> "a number";
      default -> "\"" + word + "\"";
    };
  }

  private static String found(Token token, Parser parser) {
    boolean end = token.getType() == Token.EOF;
    String text = end ? "the end of the file" : "\"" + token.getText() + "\"";
    return text + hint(token, parser.getTokenStream());
  }

  /** A mistyped statement is met at its own word, or at the brace behind the name after it. */
  private static String hint(Token token, TokenStream tokens) {
    List<Token> words =
        IntStream.rangeClosed(0, token.getTokenIndex())
            .mapToObj(tokens::get)
            .filter(t -> t.getChannel() == Token.DEFAULT_CHANNEL)
            .toList();
    int back = token.getType() == IdlParser.LBrace || token.getType() == IdlParser.LParen ? 3 : 1;
    if (words.size() < back) {
      return "";
    }
    Token suspect = words.get(words.size() - back);
    return suspect.getType() == IdlParser.IdentifierToken
        ? Nearest.hint(suspect.getText(), STATEMENTS)
        : "";
  }
}
