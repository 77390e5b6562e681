package dev.accord.cli.baseline;

import dev.accord.cli.source.UnreadableException;
import dev.accord.model.json.JsonReader;
import dev.accord.model.json.JsonValue;
import dev.accord.model.source.InvalidSourceException;
import dev.accord.model.source.SourceFile;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** GET requests to one registry. Credentials in its address are sent, and never shown. */
final class RegistryConnection {
  private static final int BODY_CHARACTERS_SHOWN_MAX = 200;

  private final BaselineSpec.Registry registry;
  private final Duration timeout;
  private final HttpClient http;

  RegistryConnection(BaselineSpec.Registry registry, Duration timeout) {
    this.registry = registry;
    this.timeout = timeout;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
  }

  /**
   * What the registry answers.
   *
   * @throws UnreadableException if it does not answer in time, or not with 200 and JSON
   */
  JsonValue get(String path) {
    var response = send(path);
    if (response.statusCode() == 401 || response.statusCode() == 403) {
      throw new UnreadableException(
          shown(path)
              + " answered "
              + response.statusCode()
              + ": it wants credentials; give them as registry:https://<user>:<password>@<host>");
    }
    if (response.statusCode() >= 500) {
      throw new UnreadableException(
          shown(path)
              + " answered "
              + (response.statusCode() + " " + brief(response.body())).strip()
              + "; the registry itself failed: see its log, or try again");
    }
    if (response.statusCode() != 200) {
      throw odd(path, response.statusCode() + " " + brief(response.body()));
    }
    try {
      return JsonReader.read(new SourceFile(shown(path), response.body()));
    } catch (InvalidSourceException e) {
      throw new UnreadableException(
          shown(path) + " answered with something that is not JSON: " + brief(response.body()), e);
    }
  }

  /** An answer that a registry should not give. */
  UnreadableException odd(String path, String what) {
    return new UnreadableException(
        shown(path) + " answered " + what + "; is this the address of a schema registry?");
  }

  /** The address without credentials. */
  String shown(String path) {
    return registry.label().substring("registry:".length()) + path;
  }

  static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The timeout spans the whole answer: the client's own ends with the headers. */
  private HttpResponse<String> send(String path) {
    var pending =
        http.sendAsync(request(path), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    try {
      return pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      pending.cancel(true);
      throw new UnreadableException(
          shown(path)
              + " did not answer within "
              + timeout.toSeconds()
              + " s; is it up, and is this its address?",
          e);
    } catch (ExecutionException e) {
      throw new UnreadableException("cannot reach " + shown(path) + ": " + reason(e), e);
    } catch (InterruptedException e) {
      pending.cancel(true);
      Thread.currentThread().interrupt();
      throw new UnreadableException("interrupted while waiting for " + shown(path), e);
    }
  }

  private HttpRequest request(String path) {
    var request =
        HttpRequest.newBuilder(URI.create(shown(path)))
            .header("Accept", "application/vnd.schemaregistry.v1+json, application/json");
    var credentials = registry.url().getUserInfo();
    if (credentials != null) {
      var encoded =
          Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
      request.header("Authorization", "Basic " + encoded);
    }
    return request.GET().build();
  }

  /** The JDK's client says nothing more than the class where nobody listens. */
  private static String reason(ExecutionException e) {
    Throwable deepest = e;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    if (deepest instanceof UnresolvedAddressException) {
      return "there is no host of that name";
    }
    var message = deepest.getMessage();
    return message == null ? "nobody listens there; is the registry up?" : message;
  }

  private static String brief(String body) {
    var line = body.replaceAll("\\s+", " ").strip();
    return line.length() <= BODY_CHARACTERS_SHOWN_MAX
        ? line
        : line.substring(0, BODY_CHARACTERS_SHOWN_MAX) + "...";
  }
}
