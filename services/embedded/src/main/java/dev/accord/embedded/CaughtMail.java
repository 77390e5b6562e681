package dev.accord.embedded;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A mail as it was handed over.
 *
 * @param to the recipient of the SMTP envelope
 * @param headers by name, in any case; of a header that is there twice the last
 * @param text the body of a plain mail; of any other its MIME type alone
 */
public record CaughtMail(
    Instant receivedAt,
    String from,
    String to,
    String subject,
    Map<String, String> headers,
    String text) {

  // Making one looks through the whole class path.
  private static final Session SESSION = Session.getInstance(new Properties());

  /** Copies the headers. */
  public CaughtMail {
    var copy = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(headers);
    headers = Collections.unmodifiableMap(copy);
  }

  /** The value of a header. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /**
   * Reads a message in MIME (RFC 2045, 2047).
   *
   * @throws IOException if it is none
   */
  static CaughtMail parse(Instant receivedAt, String from, String to, byte[] bytes)
      throws IOException {
    try {
      var message = new MimeMessage(SESSION, new ByteArrayInputStream(bytes));
      var headers = new TreeMap<String, String>();
      for (var all = message.getAllHeaders(); all.hasMoreElements(); ) {
        var header = all.nextElement();
        headers.put(header.getName(), header.getValue());
      }
      var text =
          message.isMimeType("text/plain")
              ? String.valueOf(message.getContent())
              : message.getContentType();
      var subject = Optional.ofNullable(message.getSubject()).orElse("");
      return new CaughtMail(receivedAt, from, to, subject, headers, text);
    } catch (MessagingException e) {
      throw new IOException("not a mail: " + e.getMessage(), e);
    }
  }
}
