package dev.accord.testbed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A service as its callers see it. */
public record RunningService(URI url) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * {@code GET}.
   *
   * @param headers names and values by turns
   */
  public HttpResponse<String> get(String path, String... headers) {
    return send(with(HttpRequest.newBuilder(url.resolve(path)).GET(), headers));
  }

  /** {@code HEAD}. */
  public HttpResponse<String> head(String path) {
    return send(
        HttpRequest.newBuilder(url.resolve(path))
            .method("HEAD", HttpRequest.BodyPublishers.noBody()));
  }

  /** {@code DELETE}. */
  public HttpResponse<String> delete(String path) {
    return send(HttpRequest.newBuilder(url.resolve(path)).DELETE());
  }

  /**
   * {@code POST} of a JSON body.
   *
   * @param headers names and values by turns
   */
  public HttpResponse<String> post(String path, String json, String... headers) {
    var request =
        HttpRequest.newBuilder(url.resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json));
    return send(with(request, headers));
  }

  /** An answer's body. */
  public static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new AssertionError(response.body(), e);
    }
  }

  /** Waits until the service calls itself ready. */
  public void untilReady() {
    Testbed.until(url + " is ready", () -> get("/health/ready").statusCode() == 200);
  }

  private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
    return headers.length == 0 ? request : request.headers(headers);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
