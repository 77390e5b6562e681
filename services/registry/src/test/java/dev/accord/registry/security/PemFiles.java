package dev.accord.registry.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/** A key and a certificate for this machine, made by the JDK's keytool. */
record PemFiles(Path key, Path certificate, KeyStore store) {
  static final String PASSWORD = "changeit";

  static PemFiles make(Path folder, String name) throws Exception {
    var file = folder.resolve(name + ".p12");
    var keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "one",
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
            .inheritIO()
            .start();
    if (!keytool.waitFor(1, TimeUnit.MINUTES) || keytool.exitValue() != 0) {
      throw new IOException("keytool failed");
    }
    var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    var key = store.getKey("one", PASSWORD.toCharArray());
    return new PemFiles(
        write(folder.resolve(name + "-key.pem"), "PRIVATE KEY", key.getEncoded()),
        write(
            folder.resolve(name + "-cert.pem"),
            "CERTIFICATE",
            store.getCertificate("one").getEncoded()),
        store);
  }

  private static Path write(Path file, String what, byte[] bytes) throws IOException {
    var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    var text = "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
    return Files.writeString(file, text, StandardCharsets.US_ASCII);
  }
}
