package dev.accord.registry.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accord.embedded.KafkaBroker;
import dev.accord.embedded.PemFiles;
import dev.accord.registry.RegistryConfig;
import dev.accord.registry.RunningRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecurityTest {
  private static final String SCHEMA = "{\"schema\":\"\\\"string\\\"\"}";
  private static KafkaBroker broker;
  @TempDir Path folder;

  @BeforeAll
  static void start(@TempDir Path dataDir) throws Exception {
    broker = KafkaBroker.start(dataDir);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void rolesDecideWhoMayDoWhat() throws Exception {
    var file = folder.resolve("passwords");
    AddPassword.add(file, "rita", "reader", "r");
    AddPassword.add(file, "will", "reader,writer(orders-)", "w");
    AddPassword.add(file, "ada", "admin", "a");
    assertThat(Files.readString(file)).doesNotContain("admin:a\n").contains("$pbkdf2$");
    try (var registry = RunningRegistry.start(config(basic(file)))) {
      assertThat(send(registry, "GET", "/subjects", null)).isEqualTo(401);
      assertThat(send(registry, "GET", "/subjects", "Basic rita:wrong")).isEqualTo(401);
      assertThat(send(registry, "GET", "/subjects", "Basic nobody:r")).isEqualTo(401);
      assertThat(send(registry, "GET", "/subjects", "Bearer x")).isEqualTo(401);
      assertThat(send(registry, "GET", "/health/ready", null)).isEqualTo(200);
      assertThat(send(registry, "GET", "/subjects", "Basic rita:r")).isEqualTo(200);
      assertThat(send(registry, "POST", "/subjects/orders-v/versions", "Basic rita:r"))
          .isEqualTo(403);
      assertThat(send(registry, "POST", "/subjects/orders-v/versions", "Basic will:w"))
          .isEqualTo(200);
      assertThat(send(registry, "POST", "/subjects/payments-v/versions", "Basic will:w"))
          .isEqualTo(403);
      assertThat(send(registry, "DELETE", "/config", "Basic will:w")).isEqualTo(403);
      assertThat(send(registry, "DELETE", "/config", "Basic ada:a")).isEqualTo(200);
    }
  }

  @Test
  void bearerTokensAreAcceptedWhenAKeyOfTheSetSignedThem() throws Exception {
    var key =
        new JsonObject()
            .put("kty", "oct")
            .put("alg", "HS256")
            .put("k", "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA");
    var keySet = folder.resolve("keys.json");
    Files.writeString(keySet, new JsonObject().put("keys", new JsonArray().add(key)).encode());
    var vertx = Vertx.vertx();
    var claims =
        new JsonObject()
            .put("sub", "ci")
            .put("roles", new JsonArray().add("reader").add("offline_access"));
    var good = JWTAuth.create(vertx, new JWTAuthOptions().addJwk(key)).generateToken(claims);
    vertx.close().await();
    var security = new SecurityConfig("", keySet.toString(), "", "", "", "", "", "", false);
    try (var registry = RunningRegistry.start(config(security))) {
      assertThat(send(registry, "GET", "/subjects", "Bearer " + good)).isEqualTo(200);
      assertThat(send(registry, "DELETE", "/config", "Bearer " + good)).isEqualTo(403);
      assertThat(send(registry, "GET", "/subjects", "Bearer " + good + "x")).isEqualTo(401);
    }
  }

  @Test
  void withAClientAuthorityOnlyItsClientsConnect() throws Exception {
    var server = PemFiles.make(folder, "server");
    var client = PemFiles.make(folder, "client");
    var security =
        new SecurityConfig(
            "",
            "",
            "",
            "",
            server.key().toString(),
            server.certificate().toString(),
            client.certificate().toString(),
            "",
            false);
    try (var registry = RunningRegistry.start(config(security))) {
      assertThat(registry.url().getScheme()).isEqualTo("https");
      var request = HttpRequest.newBuilder(registry.url("/subjects")).build();
      var known = HttpClient.newBuilder().sslContext(context(server, client)).build();
      assertThat(known.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
      var unknown = HttpClient.newBuilder().sslContext(context(server, null)).build();
      assertThatThrownBy(() -> unknown.send(request, BodyHandlers.ofString()))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aCertificateSaysWhoAsksAndAFileWhatTheyMayDo() throws Exception {
    var server = PemFiles.make(folder, "server");
    var writer = PemFiles.make(folder, "writer");
    var stranger = PemFiles.make(folder, "stranger");
    var authority = folder.resolve("authority.pem");
    Files.writeString(
        authority,
        Files.readString(writer.certificate()) + Files.readString(stranger.certificate()));
    var roles = folder.resolve("roles");
    Files.writeString(roles, "# who may what\ncn = writer => reader, writer(orders-)\n");
    var security =
        new SecurityConfig(
            "",
            "",
            "",
            "",
            server.key().toString(),
            server.certificate().toString(),
            authority.toString(),
            roles.toString(),
            false);
    try (var registry = RunningRegistry.start(config(security))) {
      var own = HttpClient.newBuilder().sslContext(context(server, writer)).build();
      assertThat(send(registry, own, "GET", "/subjects").statusCode()).isEqualTo(200);
      var written = send(registry, own, "POST", "/subjects/orders-c/versions");
      assertThat(written.statusCode()).isEqualTo(200);
      assertThat(written.version()).isEqualTo(HttpClient.Version.HTTP_2);
      var refused = send(registry, own, "POST", "/subjects/payments-c/versions");
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).contains("CN=writer may not change subject payments-c");
      var other = HttpClient.newBuilder().sslContext(context(server, stranger)).build();
      // From memory or not, nobody without a role reads.
      assertThat(send(registry, own, "GET", "/subjects").statusCode()).isEqualTo(200);
      assertThat(send(registry, other, "GET", "/subjects").statusCode()).isEqualTo(403);
    }
  }

  @Test
  void aBadLineOfTheRolesFileIsNamed() throws Exception {
    var roles = folder.resolve("bad-roles");
    for (var line : new String[] {"CN=a", "nonsense => reader", "CN=a => king", "CN=a=>"}) {
      Files.writeString(roles, "\n" + line);
      assertThatThrownBy(() -> ClientRoles.read(roles)).as(line).hasMessageContaining("line 2");
    }
    Files.writeString(roles, "CN=a,O=b => reader\ncn=a, o=b => admin");
    assertThatThrownBy(() -> ClientRoles.read(roles)).hasMessageContaining("second time");
  }

  @Test
  void anAliasIsNoWayAroundAPrefix() throws Exception {
    var file = folder.resolve("passwords");
    AddPassword.add(file, "will", "reader,writer(orders-)", "w");
    AddPassword.add(file, "ada", "admin", "a");
    try (var registry = RunningRegistry.start(config(basic(file)))) {
      var alias =
          HttpRequest.newBuilder(registry.url("/config/orders-alias"))
              .header("Authorization", basicHeader("ada:a"))
              .PUT(BodyPublishers.ofString("{\"alias\":\"payments-target\"}"));
      assertThat(registry.send(alias).status()).isEqualTo(200);
      assertThat(send(registry, "POST", "/subjects/orders-alias/versions", "Basic will:w"))
          .isEqualTo(403);
      assertThat(send(registry, "DELETE", "/config/orders-alias", "Basic ada:a")).isEqualTo(200);
    }
  }

  @Test
  void doesNotListenBeyondThisMachineWithTheDoorOpen() {
    assertThatThrownBy(() -> SecurityConfig.NONE.requireSafe("0.0.0.0"))
        .hasMessageContaining("0.0.0.0")
        .hasMessageContaining("--auth.anonymous-allowed");
    new SecurityConfig("", "", "", "", "", "", "", "", true).requireSafe("0.0.0.0");
    basic(folder).requireSafe("registry.example");
    SecurityConfig.NONE.requireSafe("127.0.0.1");
  }

  static SecurityConfig basic(Path file) {
    return new SecurityConfig(file.toString(), "", "", "", "", "", "", "", false);
  }

  private static RegistryConfig config(SecurityConfig security) {
    return config(broker, security);
  }

  static RegistryConfig config(KafkaBroker broker, SecurityConfig security) {
    return RegistryConfig.onPort(0, broker.bootstrapServers()).with(security);
  }

  private static int send(
      RunningRegistry registry, String method, String path, @Nullable String credentials)
      throws Exception {
    var request =
        HttpRequest.newBuilder(registry.url(path))
            .method(
                method,
                method.equals("POST") ? BodyPublishers.ofString(SCHEMA) : BodyPublishers.noBody());
    if (credentials != null) {
      var parts = credentials.split(" ", 2);
      request.header(
          "Authorization", parts[0].equals("Basic") ? basicHeader(parts[1]) : credentials);
    }
    return registry.send(request).status();
  }

  private static String basicHeader(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static HttpResponse<String> send(
      RunningRegistry registry, HttpClient client, String method, String path) throws Exception {
    var body = method.equals("POST") ? BodyPublishers.ofString(SCHEMA) : BodyPublishers.noBody();
    var request = HttpRequest.newBuilder(registry.url(path)).method(method, body).build();
    return client.send(request, BodyHandlers.ofString());
  }

  private static SSLContext context(PemFiles trusted, @Nullable PemFiles own) throws Exception {
    var certificates = KeyStore.getInstance("PKCS12");
    certificates.load(null, null);
    certificates.setCertificateEntry("server", trusted.open().getCertificate(PemFiles.ALIAS));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(certificates);
    var context = SSLContext.getInstance("TLS");
    if (own == null) {
      context.init(null, trust.getTrustManagers(), null);
    } else {
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(own.open(), PemFiles.PASSWORD.toCharArray());
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    }
    return context;
  }
}
