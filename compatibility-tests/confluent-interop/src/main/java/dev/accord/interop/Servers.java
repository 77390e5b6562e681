package dev.accord.interop;

import dev.accord.embedded.ChildProcess;
import dev.accord.embedded.FreePorts;
import dev.accord.embedded.KafkaBroker;
import dev.accord.registry.RegistryMain;
import dev.accord.registry.security.AddPassword;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SelfSignedCertificate;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One broker and two registries on logs of their own: one that asks nobody, and one that encrypts
 * and takes passwords and tokens.
 */
final class Servers implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofMinutes(1);
  private static final String ADMIN = "ada";

  private final Path folder;
  private final KafkaBroker broker;
  private final List<ChildProcess> processes = new ArrayList<>();
  private final SelfSignedCertificate certificate = SelfSignedCertificate.create("localhost");
  private final String password = secret();
  private final String tokenKey = secret();
  private final int open = FreePorts.one();
  private final int guarded = FreePorts.one();

  private Servers(Path folder) throws IOException {
    this.folder = folder;
    this.broker = KafkaBroker.start(folder.resolve("kafka"));
  }

  /** Returns when all are ready. */
  static Servers start(Path folder) throws IOException {
    var servers = new Servers(folder);
    try {
      servers.launch("open", servers.open, List.of());
      servers.launch("guarded", servers.guarded, servers.guard());
      servers.awaitReady(servers.open);
    } catch (IOException | RuntimeException e) {
      servers.close();
      throw e;
    }
    return servers;
  }

  String kafka() {
    return broker.bootstrapServers();
  }

  String openUrl() {
    return "http://127.0.0.1:" + open;
  }

  /** The registry that asks nobody. */
  ProcessHandle openProcess() {
    return processes.get(0).handle();
  }

  /** What the JavaScript side is told. */
  Map<String, String> environment() {
    return Map.of(
        "ACCORD_KAFKA",
        kafka(),
        "ACCORD_OPEN_URL",
        openUrl(),
        "ACCORD_GUARDED_URL",
        "https://localhost:" + guarded,
        "ACCORD_AUTHORITY",
        certificate.certificatePath(),
        "ACCORD_PASSWORD",
        password,
        "ACCORD_TOKEN_KEY",
        tokenKey);
  }

  private void launch(String name, int port, List<String> more) throws IOException {
    var arguments = new ArrayList<String>();
    arguments.add("--http.port=" + port);
    arguments.add("--kafka.bootstrap-servers=" + kafka());
    arguments.add("--registry.topic=_schemas-" + name);
    arguments.add("--registry.group=registry-" + name);
    arguments.addAll(more);
    var command =
        ChildProcess.java(
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), RegistryMain.class, arguments);
    processes.add(ChildProcess.start(command, Map.of(), folder.resolve(name + ".log")));
  }

  private List<String> guard() throws IOException {
    var passwords = folder.resolve("passwords");
    addPassword(passwords);
    var key = new JsonObject().put("kty", "oct").put("alg", "HS256").put("k", tokenKey);
    var keys = folder.resolve("keys.json");
    Files.writeString(keys, new JsonObject().put("keys", new JsonArray().add(key)).encode());
    return List.of(
        "--http.host=localhost",
        "--auth.password-file=" + passwords,
        "--auth.key-set=" + keys,
        "--tls.key-file=" + certificate.privateKeyPath(),
        "--tls.certificate-file=" + certificate.certificatePath());
  }

  private void addPassword(Path file) throws IOException {
    var command =
        ChildProcess.java(
            List.of(), AddPassword.class, List.of(file.toString(), ADMIN, "admin,reader,writer"));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var input = process.getOutputStream()) {
      input.write((password + "\n").getBytes(StandardCharsets.UTF_8));
    }
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException("no password was added: " + said);
    }
  }

  private void awaitReady(int port) throws IOException {
    long begun = System.nanoTime();
    while (!isReady(port)) {
      if (System.nanoTime() - begun > START_MAX.toNanos()) {
        throw new IOException("a registry did not start; what it printed is in " + folder);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private static boolean isReady(int port) throws IOException {
    var url = URI.create("http://127.0.0.1:" + port + "/health/ready").toURL();
    try {
      return ((HttpURLConnection) url.openConnection()).getResponseCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static String secret() {
    var bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public void close() {
    processes.forEach(ChildProcess::close);
    broker.close();
    certificate.delete();
  }
}
