package dev.accord.registry.security;

import dev.accord.runtime.launch.Settings;

/**
 * Whom the registry asks who they are, and how it encrypts. Empty texts switch a part off.
 *
 * @param passwordFile lines {@code name:roles:hash}; switches HTTP Basic on
 * @param keySet JWKS file or http(s) address; switches bearer tokens on
 * @param tokenIssuer the issuer that tokens must name; empty for any
 * @param tokenAudience what tokens must be for, among other things; empty for anything
 * @param keyFile PEM key of this server; switches TLS on
 * @param certificateFile PEM certificate chain of this server
 * @param clientAuthorityFile PEM certificates; only clients with a certificate of these may connect
 * @param clientRolesFile lines {@code subject => roles} for client certificates; empty leaves
 *     everything to whoever has one
 * @param anonymousAllowed listen beyond this machine although nobody is asked who they are
 */
public record SecurityConfig(
    String passwordFile,
    String keySet,
    String tokenIssuer,
    String tokenAudience,
    String keyFile,
    String certificateFile,
    String clientAuthorityFile,
    String clientRolesFile,
    boolean anonymousAllowed) {
  /** Nobody is asked, nothing is encrypted: for this machine alone. */
  public static final SecurityConfig NONE =
      new SecurityConfig("", "", "", "", "", "", "", "", false);

  /** Checks what belongs together. */
  public SecurityConfig {
    if (keySet.isEmpty() && !(tokenIssuer + tokenAudience).isEmpty()) {
      throw new IllegalArgumentException(
          "auth.token-issuer and auth.token-audience need auth.key-set, which tells true tokens");
    }
    if (keyFile.isEmpty() != certificateFile.isEmpty()) {
      throw new IllegalArgumentException("tls.key-file and tls.certificate-file come together");
    }
    if (!clientAuthorityFile.isEmpty() && keyFile.isEmpty()) {
      throw new IllegalArgumentException("tls.client-authority-file needs tls.key-file");
    }
    if (!clientRolesFile.isEmpty() && clientAuthorityFile.isEmpty()) {
      throw new IllegalArgumentException(
          "tls.client-roles-file needs tls.client-authority-file, which tells true certificates");
    }
  }

  /** Reads {@code auth.…} and {@code tls.…}. */
  public static SecurityConfig from(Settings settings) {
    return new SecurityConfig(
        settings.text("auth.password-file", ""),
        settings.text("auth.key-set", ""),
        settings.text("auth.token-issuer", ""),
        settings.text("auth.token-audience", ""),
        settings.text("tls.key-file", ""),
        settings.text("tls.certificate-file", ""),
        settings.text("tls.client-authority-file", ""),
        settings.text("tls.client-roles-file", ""),
        settings.flag("auth.anonymous-allowed", false));
  }

  /** Whether callers must say who they are. */
  public boolean asksForCredentials() {
    return !passwordFile.isEmpty() || !keySet.isEmpty() || !clientRolesFile.isEmpty();
  }

  /** Whether the server encrypts. */
  public boolean encrypts() {
    return !keyFile.isEmpty();
  }

  /**
   * Refuses to listen beyond this machine with the door open.
   *
   * @throws IllegalArgumentException with the way out
   */
  public void requireSafe(String host) {
    var local = host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    var guarded = asksForCredentials() || !clientAuthorityFile.isEmpty();
    if (!local && !guarded && !anonymousAllowed) {
      throw new IllegalArgumentException(
          "http.host "
              + host
              + " is reachable from other machines and nobody is asked who they are: set"
              + " auth.password-file, auth.key-set or tls.client-authority-file, or say"
              + " --auth.anonymous-allowed");
    }
  }
}
