package dev.accord.registry.wire;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * Smaller answers for who takes them (RFC 9110, section 12.5.3). Not the server's own compression:
 * every request would pass it, and it would make the same bytes small again for each of them.
 */
public final class Gzip {
  static final String NAME = "gzip";

  /** What fits into one packet anyhow is not made smaller. */
  private static final int BYTES_MIN = 1_400;

  private Gzip() {}

  /** Whether the caller says that it takes gzip. */
  public static boolean isAskedBy(HttpServerRequest request) {
    var accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
    if (accepted == null) {
      return false;
    }
    for (var coding : accepted.toLowerCase(Locale.ROOT).split(",", -1)) {
      var parts = coding.split(";", 2);
      if (parts[0].strip().equals(NAME)) {
        return parts.length == 1 || !parts[1].strip().matches("q=0(\\.0*)?");
      }
    }
    return false;
  }

  /** Whether it is worth the work. */
  public static boolean pays(Buffer body) {
    return body.length() >= BYTES_MIN;
  }

  /** The same, compressed. */
  public static Buffer compress(Buffer body) {
    var bytes = new ByteArrayOutputStream(body.length() / 2);
    try (var zip = new GZIPOutputStream(bytes)) {
      zip.write(body.getBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes every byte", e);
    }
    return Buffer.buffer(bytes.toByteArray());
  }
}
