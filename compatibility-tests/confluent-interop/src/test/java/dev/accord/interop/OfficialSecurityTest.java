package dev.accord.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accord.embedded.PemFiles;
import dev.accord.registry.security.AddPassword;
import dev.accord.registry.security.SecurityConfig;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecordBuilder;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official client and serdes, release 7.7.0, where one must encrypt and say who one is. */
class OfficialSecurityTest {
  private static final AvroSchema SCHEMA =
      new AvroSchema(
          "{\"type\":\"record\",\"name\":\"S\",\"fields\":[{\"name\":\"a\",\"type\":\"string\"}]}");
  private static final JsonObject KEY =
      new JsonObject()
          .put("kty", "oct")
          .put("alg", "HS256")
          .put("k", "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA");

  private static PemFiles server;
  private static PemFiles known;
  private static RegistryUnderTest registry;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    server = PemFiles.make(folder, "server");
    known = PemFiles.make(folder, "known");
    var passwords = folder.resolve("passwords");
    AddPassword.add(passwords, "will", "reader,writer", "open sesame");
    AddPassword.add(passwords, "rita", "reader", "see:me");
    var keys = folder.resolve("keys.json");
    Files.writeString(keys, new JsonObject().put("keys", new JsonArray().add(KEY)).encode());
    var roles = folder.resolve("roles");
    Files.writeString(roles, "CN=known => reader,writer(certified-)\n");
    registry =
        RegistryUnderTest.start(
            folder.resolve("kafka"),
            new SecurityConfig(
                passwords.toString(),
                keys.toString(),
                "",
                "",
                server.key().toString(),
                server.certificate().toString(),
                known.certificate().toString(),
                roles.toString(),
                false));
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  @Test
  void basicAuthenticationOverTls() throws Exception {
    var writer = client(basic("will:open sesame"));
    int id = writer.register("basic", SCHEMA);
    var reader = client(basic("rita:see:me"));
    assertThat(reader.getSchemaById(id)).isEqualTo(SCHEMA);
    assertStatus(403, () -> reader.register("basic", new AvroSchema("\"string\"")));
    assertStatus(401, () -> client(basic("will:close sesame")).getAllSubjects());
  }

  @Test
  void aBearerTokenOverTls() throws Exception {
    var writer = client(bearer(token("writer")));
    int id = writer.register("bearer", SCHEMA);
    var reader = client(bearer(token("reader")));
    assertThat(reader.getSchemaById(id)).isEqualTo(SCHEMA);
    assertStatus(403, () -> reader.deleteSubject("bearer"));
    assertStatus(401, () -> client(bearer("a.b.c")).getAllSubjects());
  }

  @Test
  void aClientCertificateAlone() throws Exception {
    var client = client(Map.of());
    int id = client.register("certified-s", SCHEMA);
    assertThat(client(Map.of()).getSchemaById(id)).isEqualTo(SCHEMA);
    assertStatus(403, () -> client.register("other", SCHEMA));
  }

  @Test
  void withoutATrustedCertificateThereIsNoConnection() {
    var untrusting =
        new CachedSchemaRegistryClient(List.of(registry.url()), 10, basic("will:open sesame"));
    assertThatThrownBy(untrusting::getAllSubjects).isInstanceOf(IOException.class);
    var withoutOwn = new HashMap<String, Object>(basic("will:open sesame"));
    withoutOwn.put("schema.registry.ssl.truststore.location", server.store().toString());
    withoutOwn.put("schema.registry.ssl.truststore.password", PemFiles.PASSWORD);
    var unknown = new CachedSchemaRegistryClient(List.of(registry.url()), 10, withoutOwn);
    assertThatThrownBy(unknown::getAllSubjects).isInstanceOf(IOException.class);
  }

  @Test
  void theSerdesTakeTheSameSettings() {
    var settings = settings(basic("will:open sesame"));
    var record = new GenericRecordBuilder(SCHEMA.rawSchema()).set("a", "x").build();
    try (var serializer = new KafkaAvroSerializer();
        var deserializer = new KafkaAvroDeserializer()) {
      serializer.configure(settings, false);
      deserializer.configure(settings, false);
      var bytes = serializer.serialize("topic", record);
      assertThat(deserializer.deserialize("topic", bytes)).isEqualTo(record);
    }
  }

  private static SchemaRegistryClient client(Map<String, Object> credentials) {
    return new CachedSchemaRegistryClient(List.of(registry.url()), 10, settings(credentials));
  }

  private static Map<String, Object> settings(Map<String, Object> credentials) {
    var settings = new HashMap<>(credentials);
    settings.put("schema.registry.url", registry.url());
    settings.put("schema.registry.ssl.truststore.location", server.store().toString());
    settings.put("schema.registry.ssl.truststore.password", PemFiles.PASSWORD);
    settings.put("schema.registry.ssl.keystore.location", known.store().toString());
    settings.put("schema.registry.ssl.keystore.password", PemFiles.PASSWORD);
    return settings;
  }

  private static Map<String, Object> basic(String pair) {
    return Map.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", pair);
  }

  private static Map<String, Object> bearer(String token) {
    return Map.of("bearer.auth.credentials.source", "STATIC_TOKEN", "bearer.auth.token", token);
  }

  private static String token(String role) {
    var vertx = Vertx.vertx();
    try {
      return JWTAuth.create(vertx, new JWTAuthOptions().addJwk(KEY))
          .generateToken(new JsonObject().put("sub", "ci").put("roles", new JsonArray().add(role)));
    } finally {
      vertx.close().await();
    }
  }

  private static void assertStatus(int status, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            RestClientException.class,
            refused -> assertThat(refused.getStatus()).isEqualTo(status));
  }
}
