package dev.accord.registry.security;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;

/** TLS from PEM files, of the server and of its connections to other nodes. */
public record Encryption(SecurityConfig config) {
  /**
   * Reads the PEM files as they will be used.
   *
   * @return fails with the names of the files that cannot be used, and why
   */
  public Future<Void> check(Vertx vertx) {
    if (!config.encrypts()) {
      return Future.succeededFuture();
    }
    var authority = config.clientAuthorityFile();
    return vertx
        .executeBlocking(() -> own().getKeyManagerFactory(vertx))
        .recover(e -> unusable(config.keyFile() + " and " + config.certificateFile(), e))
        .compose(
            ignored ->
                authority.isEmpty()
                    ? Future.<Void>succeededFuture()
                    : vertx
                        .executeBlocking(() -> trusting(authority).getTrustManagerFactory(vertx))
                        .<Void>mapEmpty()
                        .recover(e -> unusable(authority, e)));
  }

  private static <T> Future<T> unusable(String files, Throwable reason) {
    return Future.failedFuture(
        new IllegalArgumentException(
            "cannot encrypt with " + files + ": " + reason.getMessage(), reason));
  }

  private static PemTrustOptions trusting(String authorityFile) {
    return new PemTrustOptions().addCertPath(authorityFile);
  }

  /** The server's options, with TLS where it is configured. */
  public HttpServerOptions server(HttpServerOptions options) {
    if (!config.encrypts()) {
      return options;
    }
    var encrypted = options.setSsl(true).setUseAlpn(true).setKeyCertOptions(own());
    return config.clientAuthorityFile().isEmpty()
        ? encrypted
        : encrypted
            .setClientAuth(ClientAuth.REQUIRED)
            .setTrustOptions(trusting(config.clientAuthorityFile()));
  }

  /** Options to reach other nodes, which have certificates of the same authority. */
  public HttpClientOptions client() {
    var options = new HttpClientOptions();
    if (!config.encrypts()) {
      return options;
    }
    var authority =
        config.clientAuthorityFile().isEmpty()
            ? config.certificateFile()
            : config.clientAuthorityFile();
    return options.setKeyCertOptions(own()).setTrustOptions(trusting(authority));
  }

  private PemKeyCertOptions own() {
    return new PemKeyCertOptions()
        .addKeyPath(config.keyFile())
        .addCertPath(config.certificateFile());
  }
}
