package dev.accord.interop;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Sends requests one after the other, and looks at what is there before and after those that are
 * refused. Fails at the first broken promise; the same seed sends the same requests.
 */
final class FuzzRun {
  private static final int COMPARE_EVERY = 25;
  private static final int RAW_EVERY = 40;
  private static final int SILENCE_MILLIS = 300;
  private static final List<String> EVERYTHING =
      List.of("/schemas?subjectPrefix=:*:&deleted=true", "/config", "/mode", "/contexts");

  private final String url;
  private final long seed;
  private final FuzzRequests requests;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<Integer, Integer> statuses = new TreeMap<>();
  private int sent;
  private String before = "";

  FuzzRun(String url, long seed) {
    this.url = url;
    this.seed = seed;
    this.requests = new FuzzRequests(new Random(seed));
  }

  /**
   * Goes on for some requests.
   *
   * @throws AssertionError for a 5xx, or a refused request that changed something
   */
  void run(int count) throws IOException, InterruptedException {
    for (int end = sent + count; sent < end; sent++) {
      if (sent % RAW_EVERY == 0) {
        sendRaw(requests.nextRaw());
      } else {
        send(requests.next(url));
      }
    }
  }

  /** How often each status was answered; 0 stands for a connection that was closed without. */
  String counts() {
    return sent + " requests, by status " + statuses + " (seed " + seed + ")";
  }

  private void send(HttpRequest request) throws IOException, InterruptedException {
    var answer = http.send(request, BodyHandlers.ofString());
    count(answer.statusCode(), request, answer.body());
    if (answer.statusCode() < 300) {
      before = "";
    } else if (before.isEmpty()) {
      before = everything();
    } else if (sent % COMPARE_EVERY == 0 && !everything().equals(before)) {
      throw broken("one of the last " + COMPARE_EVERY + " changed what is there", request, "");
    }
  }

  /** What is hardly HTTP is answered, or the connection ends; either must not change a thing. */
  private void sendRaw(byte[] bytes) throws IOException, InterruptedException {
    var target = URI.create(url);
    var start = new byte[12];
    int length = 0;
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(target.getHost(), target.getPort()));
      socket.setSoTimeout(SILENCE_MILLIS);
      socket.getOutputStream().write(bytes);
      socket.shutdownOutput();
      length = socket.getInputStream().readNBytes(start, 0, start.length);
    } catch (SocketTimeoutException | SocketException e) {
      // It waits for the rest, or has closed the connection: both are right.
      length = 0;
    }
    var line = new String(start, 0, length, StandardCharsets.ISO_8859_1);
    var status =
        line.startsWith("HTTP/1.") && length == 12 ? Integer.parseInt(line.substring(9)) : 0;
    count(status, "raw " + bytes.length + " bytes", line);
  }

  private void count(int status, Object request, String answer) {
    statuses.merge(status, 1, Integer::sum);
    if (status >= 500) {
      throw broken("status " + status, request, answer);
    }
  }

  private AssertionError broken(String what, Object request, String answer) {
    return new AssertionError(
        String.format(
            Locale.ROOT, "seed=%d, request %d: %s: %s -> %s", seed, sent, what, request, answer));
  }

  private String everything() throws IOException, InterruptedException {
    var all = new StringBuilder();
    for (var path : EVERYTHING) {
      var answer =
          http.send(
              HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw broken(path + " answers " + answer.statusCode(), "", answer.body());
      }
      all.append(answer.body());
    }
    return all.toString();
  }
}
