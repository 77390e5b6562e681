package dev.accord.stack.local;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * A PostgreSQL database and the role that may create schemas and roles in it.
 *
 * @param password empty when the server asks for none
 */
public record PostgresAddress(
    String host, int port, String database, String user, String password) {
  private static final int DEFAULT_PORT = 5432;

  static PostgresAddress embedded(int port) {
    return new PostgresAddress("127.0.0.1", port, "accord", "postgres", "");
  }

  /**
   * Reads {@code postgresql://user[:password]@host[:port]/database}.
   *
   * @throws IllegalArgumentException with the reason, without the password
   */
  public static PostgresAddress parse(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      // The text may hold a password: say the place, not the text.
      throw malformed("character " + e.getIndex() + " is not allowed there");
    }
    if (!"postgresql".equals(uri.getScheme()) && !"postgres".equals(uri.getScheme())) {
      throw malformed("it does not begin with postgresql://");
    }
    if (uri.getHost() == null) {
      throw malformed("it names no host");
    }
    var path = uri.getPath();
    if (path == null || path.length() < 2) {
      throw malformed("it names no database");
    }
    var login = uri.getUserInfo() == null ? "" : uri.getUserInfo();
    int colon = login.indexOf(':');
    var user = colon < 0 ? login : login.substring(0, colon);
    if (user.isEmpty()) {
      throw malformed("it names no user");
    }
    return new PostgresAddress(
        uri.getHost(),
        uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
        path.substring(1),
        user,
        colon < 0 ? "" : login.substring(colon + 1));
  }

  /** The address without the password. */
  String url() {
    return "postgresql://" + user + "@" + host + ":" + port + "/" + database;
  }

  /** Hides the password. */
  @Override
  public String toString() {
    return url();
  }

  private static IllegalArgumentException malformed(String reason) {
    return new IllegalArgumentException(
        "not a PostgreSQL address, because "
            + reason
            + ": write postgresql://user:password@host:5432/database");
  }
}
