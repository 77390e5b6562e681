package dev.accord.benchmarks.registry;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The limit of reads: a Vert.x handler that looks at the path alone and has the whole answer at
 * hand. {@code PORT FOLDER}; the file {@code n} in the folder is the answer to {@code /n}.
 */
final class BareServer {
  private static final String TYPE = "application/vnd.schemaregistry.v1+json";

  private BareServer() {}

  public static void main(String[] args) throws IOException {
    var answers = answers(Path.of(args[1]));
    Vertx.vertx()
        .createHttpServer()
        .requestHandler(request -> answer(request, answers))
        .listen(Integer.parseInt(args[0]), "127.0.0.1")
        .await();
  }

  private static Map<String, Buffer> answers(Path folder) throws IOException {
    var answers = new HashMap<String, Buffer>();
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        answers.put("/" + file.getFileName(), Buffer.buffer(Files.readAllBytes(file)));
      }
    }
    return answers;
  }

  private static void answer(HttpServerRequest request, Map<String, Buffer> answers) {
    var answer = Objects.requireNonNull(answers.get(request.path()));
    if (request.method().equals(HttpMethod.GET)) {
      send(request, answer);
    } else {
      var unused = request.body().onSuccess(body -> send(request, answer));
    }
  }

  private static void send(HttpServerRequest request, Buffer answer) {
    var unused = request.response().putHeader("Content-Type", TYPE).end(answer);
  }
}
