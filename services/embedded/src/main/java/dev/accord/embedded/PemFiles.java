package dev.accord.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/**
 * A key and a self-signed certificate for this machine, good for two days.
 *
 * @param key PEM, not encrypted
 * @param certificate PEM
 * @param store PKCS12 with both, under {@link #PASSWORD}
 */
public record PemFiles(Path key, Path certificate, Path store) {
  /** Of the store. */
  public static final String PASSWORD = "changeit";

  /** The name of the entry in the store. */
  public static final String ALIAS = "one";

  /**
   * Makes them with the JDK's keytool; blocks until that is done.
   *
   * @param name of the files, and the common name of the certificate's subject
   */
  public static PemFiles make(Path folder, String name)
      throws IOException, GeneralSecurityException, InterruptedException {
    var file = folder.resolve(name + ".p12");
    var keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!keytool.waitFor(1, TimeUnit.MINUTES) || keytool.exitValue() != 0) {
      throw new IOException("keytool failed");
    }
    var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    var key = store.getKey(ALIAS, PASSWORD.toCharArray());
    return new PemFiles(
        write(folder.resolve(name + "-key.pem"), "PRIVATE KEY", key.getEncoded()),
        write(
            folder.resolve(name + "-cert.pem"),
            "CERTIFICATE",
            store.getCertificate(ALIAS).getEncoded()),
        file);
  }

  /** The store, opened. */
  public KeyStore open() throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
  }

  private static Path write(Path file, String what, byte[] bytes) throws IOException {
    var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    var text = "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
    return Files.writeString(file, text, StandardCharsets.US_ASCII);
  }
}
