package dev.accord.registry.security;

import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.security.auth.x500.X500Principal;

/**
 * What the holders of client certificates may do, as a file of lines {@code subject => roles}, for
 * example {@code CN=orders,O=Shop => reader,writer(orders-)}. Subjects are compared as RFC 2253
 * says, so blanks and case of attribute names do not matter.
 */
record ClientRoles(Map<X500Principal, Caller> callers) {
  private static final String ARROW = "=>";

  ClientRoles {
    callers = Map.copyOf(callers);
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if a line is not of the form; the message names it
   */
  static ClientRoles read(Path file) {
    var callers = new HashMap<X500Principal, Caller>();
    try {
      var lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        var line = lines.get(i).strip();
        if (!line.isEmpty() && !line.startsWith("#")) {
          var place = file + " line " + (i + 1);
          var caller = caller(line, place);
          if (callers.put(new X500Principal(caller.name()), caller) != null) {
            throw new IllegalArgumentException(place + " names a subject for the second time");
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read tls.client-roles-file " + file, e);
    }
    return new ClientRoles(callers);
  }

  private static Caller caller(String line, String place) {
    var arrow = line.lastIndexOf(ARROW);
    if (arrow < 0) {
      throw new IllegalArgumentException(place + " is not of the form subject => roles");
    }
    var roles = line.substring(arrow + ARROW.length()).strip();
    try {
      var subject = new X500Principal(line.substring(0, arrow).strip());
      return Caller.withRoles(subject.getName(), List.of(roles.split("\\s*,\\s*", -1)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
    }
  }

  /** Who asks by certificate, without any role if the file does not name them. */
  Optional<Caller> caller(HttpServerRequest request) {
    var session = request.connection().sslSession();
    if (session == null) {
      return Optional.empty();
    }
    try {
      var certificates = session.getPeerCertificates();
      if (certificates.length > 0 && certificates[0] instanceof X509Certificate own) {
        var subject = own.getSubjectX500Principal();
        return Optional.of(
            callers.getOrDefault(subject, Caller.withRoles(subject.getName(), List.of())));
      }
      return Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }
}
