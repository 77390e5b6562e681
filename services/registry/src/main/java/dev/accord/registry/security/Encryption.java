package dev.accord.registry.security;

import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;

/** TLS from PEM files, of the server and of its connections to other nodes. */
public record Encryption(SecurityConfig config) {
  /** What fits into one packet anyhow is not made smaller. */
  private static final int COMPRESSED_BYTES_MIN = 1_400;

  /** The server's options with TLS where it is configured, and gzip for who asks for it. */
  public HttpServerOptions server(HttpServerOptions given) {
    var options =
        given
            .setCompressionSupported(true)
            .setCompressionContentSizeThreshold(COMPRESSED_BYTES_MIN);
    if (!config.encrypts()) {
      return options;
    }
    var encrypted = options.setSsl(true).setUseAlpn(true).setKeyCertOptions(own());
    return config.clientAuthorityFile().isEmpty()
        ? encrypted
        : encrypted
            .setClientAuth(ClientAuth.REQUIRED)
            .setTrustOptions(new PemTrustOptions().addCertPath(config.clientAuthorityFile()));
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
    return options
        .setKeyCertOptions(own())
        .setTrustOptions(new PemTrustOptions().addCertPath(authority));
  }

  private PemKeyCertOptions own() {
    return new PemKeyCertOptions()
        .addKeyPath(config.keyFile())
        .addCertPath(config.certificateFile());
  }
}
