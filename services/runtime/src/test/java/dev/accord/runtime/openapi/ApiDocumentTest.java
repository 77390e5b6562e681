package dev.accord.runtime.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accord.runtime.http.JsonBody;
import dev.accord.runtime.http.Reply;
import dev.accord.runtime.http.TestEdge;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiDocumentTest {
  private static final String SHELF = "/shelves/00000000-0000-4000-8000-000000000001/books";
  private static final String GOOD = "{\"kind\":\"PAPER\",\"books\":[{\"title\":\"Emma\"}]}";

  private static TestEdge server;

  @BeforeAll
  static void listen() {
    server = TestEdge.listen();
    ApiDocument.of(server.vertx, ApiDocumentTest.class)
        .on(
            "addBooks",
            context -> Future.succeededFuture(Reply.ok(JsonBody.read(context, Map.class))))
        .mount(server.edge.router());
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void whatFitsReachesItsHandlerAndTheDocumentIsServed() throws Exception {
    assertThat(post(SHELF + "?dry=true&limit=9", GOOD)).startsWith("200 ");
    assertThat(server.get("/openapi.json").body()).contains("\"operationId\": \"addBooks\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /shelves/nowhere/books | shelfId | must be a UUID
          ?limit=10              | limit   | must be a whole number from 1 to 9
          ?limit=many            | limit   | must be a whole number from 1 to 9
          ?limit=1&limit=2       | limit   | must be given once
          ?dry=perhaps           | dry     | must be true or false
          ?colour=red            | colour  | unknown; known are [dry, limit]
          """)
  void aParameterThatDoesNotFitIsNamed(String path, String field, String message) throws Exception {
    var answer = post(path.startsWith("?") ? SHELF + path : path, GOOD);
    assertThat(answer).startsWith("400 ").contains("cannot be used: " + field);
    assertThat(errors(answer)).containsExactly(Map.entry(field, message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"kind":"STONE","books":[{"title":"Emma"}]}|kind|must be one of [PAPER, AUDIO]
          {"books":[{"title":"Emma"}]}|kind|is missing: must be one of [PAPER, AUDIO]
          {"kind":"AUDIO","books":[]}                 | books           | must be a list of 1 to 3
          {"kind":"AUDIO","books":7}                  | books           | must be a list of 1 to 3
          {"kind":"AUDIO","books":[3]}                | books[0]        | must be an object
          {"kind":"AUDIO","books":[{"title":""}]}|books[0].title|must be a text of 1 to 5 characters
          """)
  void aFieldThatDoesNotFitIsNamed(String body, String field, String message) throws Exception {
    var answer = post(SHELF, body);
    assertThat(answer).startsWith("422 ");
    assertThat(errors(answer)).containsExactly(Map.entry(field, message));
  }

  @Test
  void everyMistakeIsToldAtOnce() throws Exception {
    var answer =
        post(
            SHELF,
            "{\"colour\":1,\"books\":[{\"title\":\"Emma\"},{\"pages\":0,\"title\":\"Persuasion\","
                + "\"note\":null}]}");
    assertThat(errors(answer))
        .containsOnlyKeys("kind", "colour", "books[1].pages", "books[1].title")
        .containsEntry("colour", "unknown; known are [books, kind]")
        .containsEntry("books[1].pages", "must be a whole number of at least 1");
  }

  @Test
  void whatIsNoObjectOrNoJsonIsRefusedToo() throws Exception {
    assertThat(post(SHELF, "[]")).startsWith("400 ").contains("must be a JSON object");
    assertThat(post(SHELF, "{\"kind\":")).startsWith("400 ").contains("line 1");
  }

  @Test
  void aDocumentAndItsHandlersCannotDriftApart() {
    var router = Router.router(server.vertx);
    var nobody = ApiDocument.of(server.vertx, ApiDocumentTest.class);
    assertThatThrownBy(() -> nobody.mount(router)).hasMessageContaining("addBooks");
    var more =
        ApiDocument.of(server.vertx, ApiDocumentTest.class)
            .on("addBooks", context -> Future.succeededFuture(Reply.noContent()))
            .on("burnBooks", context -> Future.succeededFuture(Reply.noContent()));
    assertThatThrownBy(() -> more.mount(router)).hasMessageContaining("burnBooks");
  }

  private static String post(String path, String body) throws Exception {
    var answer = server.post(path, body, "application/json");
    return answer.statusCode() + " " + answer.body();
  }

  private static Map<String, String> errors(String answer) {
    var errors = new LinkedHashMap<String, String>();
    for (var error : new JsonObject(answer.substring(4)).getJsonArray("errors")) {
      var one = (JsonObject) error;
      errors.put(one.getString("field"), one.getString("message"));
    }
    return errors;
  }
}
