package dev.accord.model.idl;

import dev.accord.model.source.Location;
import dev.accord.model.source.SourceFile;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.apache.avro.idl.IdlParser;

/** Translates the parser's offsets, which count code points, into locations. */
final class TokenPlaces {
  private final SourceFile source;
  private final CommonTokenStream tokens;
  private final boolean wide;

  TokenPlaces(SourceFile source, CommonTokenStream tokens) {
    this.source = source;
    this.tokens = tokens;
    this.wide = source.text().chars().anyMatch(c -> Character.isSurrogate((char) c));
  }

  Location of(Token token) {
    return between(token, token);
  }

  Location of(ParserRuleContext node) {
    return between(node.start, node.stop == null ? node.start : node.stop);
  }

  Location between(Token first, Token last) {
    int length = source.text().length();
    int start = Math.min(offset(first.getStartIndex()), length);
    int end = Math.min(offset(last.getStopIndex() + 1), length);
    return source.location(start, Math.max(start, end));
  }

  Location at(int line, int column) {
    return new Location(source.path(), line, column, line, column + 1);
  }

  /** The documentation comment that stands right before the node, without its frame. */
  Optional<JsonDoc> doc(ParserRuleContext node) {
    List<Token> hidden = tokens.getHiddenTokensToLeft(node.start.getTokenIndex());
    if (hidden == null || hidden.isEmpty()) {
      return Optional.empty();
    }
    Token last = hidden.get(hidden.size() - 1);
    if (last.getType() != IdlParser.DocComment) {
      return Optional.empty();
    }
    String comment = last.getText();
    return Optional.of(
        new JsonDoc(of(last), withoutFrame(comment.substring(3, comment.length() - 2).trim())));
  }

  record JsonDoc(Location place, String text) {}

  /** Takes the indent, and the stars if every line has one, off the lines after the first. */
  private static String withoutFrame(String comment) {
    String[] lines = comment.split("\\R", -1);
    boolean stars = true;
    int indent = Integer.MAX_VALUE;
    for (int i = 1; i < lines.length; i++) {
      String stripped = lines[i].stripLeading();
      stars &= stripped.startsWith("*");
      indent = Math.min(indent, lines[i].length() - stripped.length());
    }
    var out = new StringBuilder(lines[0].startsWith("*") && stars ? unstarred(lines[0]) : lines[0]);
    for (int i = 1; i < lines.length; i++) {
      out.append('\n').append(stars ? unstarred(lines[i]) : lines[i].substring(indent));
    }
    return out.toString();
  }

  private static String unstarred(String line) {
    return line.stripLeading().replaceFirst("^\\*{1,2}\\h?", "");
  }

  private int offset(int codePoints) {
    return wide ? source.text().offsetByCodePoints(0, codePoints) : codePoints;
  }
}
