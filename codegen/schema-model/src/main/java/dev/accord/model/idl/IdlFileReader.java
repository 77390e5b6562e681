package dev.accord.model.idl;

import dev.accord.model.json.JsonReader;
import dev.accord.model.json.JsonValue;
import dev.accord.model.json.JsonValue.JsonObject;
import dev.accord.model.json.JsonValue.JsonText;
import dev.accord.model.json.JsonValue.Member;
import dev.accord.model.source.InvalidSourceException;
import dev.accord.model.source.Location;
import dev.accord.model.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;
import org.apache.avro.idl.IdlLexer;
import org.apache.avro.idl.IdlParser;
import org.apache.avro.idl.IdlParser.IdlFileContext;
import org.apache.avro.idl.IdlParser.ImportStatementContext;
import org.apache.avro.idl.IdlParser.NamedSchemaDeclarationContext;

/** Parses with Avro's own IDL grammar and keeps the place of every token. */
public final class IdlFileReader {
  private IdlFileReader() {}

  /**
   * What an IDL file declares.
   *
   * @param declarations named types in file order, as they would stand in an {@code .avsc}
   * @param main the schema after {@code schema}, where the file has one
   * @param imports paths as written; the types they bring are resolved by name like all others
   */
  public record IdlContent(
      List<JsonObject> declarations, List<JsonValue> main, List<JsonText> imports) {
    public IdlContent {
      declarations = List.copyOf(declarations);
      main = List.copyOf(main);
      imports = List.copyOf(imports);
    }
  }

  /**
   * The declarations of one file; messages of a protocol are passed over.
   *
   * @throws InvalidSourceException at the first token that cannot be right
   */
  public static IdlContent read(SourceFile source) {
    var lexer = new IdlLexer(CharStreams.fromString(source.text()));
    var tokens = new CommonTokenStream(lexer);
    var places = new TokenPlaces(source, tokens);
    var listener = new FirstError(places);
    lexer.removeErrorListeners();
    lexer.addErrorListener(listener);
    refuseDeepNesting(tokens, places);
    var parser = new IdlParser(tokens);
    parser.removeErrorListeners();
    parser.addErrorListener(listener);
    return content(parser.idlFile(), places);
  }

  private static IdlContent content(IdlFileContext file, TokenPlaces places) {
    var main = new ArrayList<JsonValue>();
    List<NamedSchemaDeclarationContext> named = file.namedSchemas;
    List<ImportStatementContext> imports = file.imports;
    IdlTypes types;
    if (file.protocol != null) {
      named = file.protocol.body.namedSchemas;
      imports = file.protocol.body.imports;
      types = IdlTypes.inProtocol(places, file.protocol);
    } else {
      types = new IdlTypes(places, file.namespace == null ? "" : name(file.namespace.namespace));
      if (file.mainSchema != null) {
        main.add(types.mainType(file.mainSchema.mainSchema));
      }
    }
    var declarations = named.stream().map(types::declaration).toList();
    var imported = imports.stream().map(i -> new IdlJson(places).text(i.location)).toList();
    return new IdlContent(declarations, main, imported);
  }

  static String name(IdlParser.IdentifierContext identifier) {
    return identifier.word.getText().replace("`", "");
  }

  /** A tree member that the IDL says without quoting it. */
  static Member member(String name, JsonValue value) {
    return new Member(name, value.location(), value);
  }

  static Member member(String name, Location place, String value) {
    return new Member(name, place, new JsonText(place, value));
  }

  private static void refuseDeepNesting(CommonTokenStream tokens, TokenPlaces places) {
    tokens.fill();
    int depth = 0;
    for (Token token : tokens.getTokens()) {
      switch (token.getType()) {
        case IdlParser.LBrace, IdlParser.LT, IdlParser.LBracket -> depth++;
        case IdlParser.RBrace, IdlParser.GT, IdlParser.RBracket -> depth--;
        default -> {}
      }
      if (depth > JsonReader.DEPTH_MAX) {
        throw new InvalidSourceException(
            places.of(token), "nested more than " + JsonReader.DEPTH_MAX + " levels deep");
      }
    }
  }
}
