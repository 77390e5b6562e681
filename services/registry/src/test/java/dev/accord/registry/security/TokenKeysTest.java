package dev.accord.registry.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A key set at an address, whose keys change while tokens come. */
class TokenKeysTest {
  private final Vertx vertx = Vertx.vertx();
  private final MovedClock clock = new MovedClock();
  private volatile JsonObject served = keySet("one");
  private volatile int status = 200;
  private final AtomicInteger readings = new AtomicInteger();
  private String address = "";

  @BeforeEach
  void serve() {
    var server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  var unusedCount = readings.incrementAndGet();
                  var unused = request.response().setStatusCode(status).end(served.encode());
                })
            .listen(0, "127.0.0.1")
            .await();
    address = "http://127.0.0.1:" + server.actualPort() + "/keys";
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @Test
  void aTokenOfANewKeyMakesTheKeysBeReadAgain() {
    var keys = read();
    assertThat(subject(keys, "one")).isEqualTo("ci");
    served = keySet("one", "two");
    clock.move(TokenKeys.PAUSE);
    assertThat(subject(keys, "two")).isEqualTo("ci");
    assertThat(subject(keys, "one")).isEqualTo("ci");
    assertThat(readings).hasValue(2);
  }

  @Test
  void tokensOfUnknownKeysDoNotMakeItReadOften() {
    var keys = read();
    for (int i = 0; i < 20; i++) {
      assertRefused(keys, "unknown" + i);
    }
    assertThat(readings).hasValue(1);
    clock.move(TokenKeys.PAUSE);
    for (int i = 0; i < 20; i++) {
      assertRefused(keys, "unknown" + i);
    }
    assertThat(readings).hasValue(2);
  }

  @Test
  void aWithdrawnKeyStopsCounting() {
    var keys = read();
    served = keySet("two");
    assertThat(subject(keys, "one")).isEqualTo("ci");
    clock.move(TokenKeys.AGE_MAX);
    // The first token finds the keys old; those after the reading are held against the new ones.
    var unused = subject(keys, "one");
    assertThat(subject(keys, "two")).isEqualTo("ci");
    assertRefused(keys, "one");
  }

  @Test
  void theKeysStayWhereNewOnesCannotBeHad() {
    var keys = read();
    status = 500;
    clock.move(TokenKeys.PAUSE);
    assertRefused(keys, "two");
    assertThat(subject(keys, "one")).isEqualTo("ci");
    status = 200;
    served = new JsonObject("{\"keys\":[]}");
    clock.move(TokenKeys.PAUSE);
    assertRefused(keys, "two");
    assertThat(subject(keys, "one")).isEqualTo("ci");
  }

  @Test
  void aTokenThatIsNoneOrSignedByNobodyIsRefused() {
    var keys = read();
    var unsigned =
        base64("{\"alg\":\"none\",\"kid\":\"one\"}") + "." + base64("{\"sub\":\"ci\"}") + ".";
    for (var token : List.of("", ".", "x.y.z", "a.b", unsigned, token("one") + "x")) {
      assertThatThrownBy(() -> keys.authenticate(token).await()).as(token).isNotNull();
    }
  }

  @Test
  void aPlaceWithoutKeysIsNamed() {
    served = new JsonObject("{}");
    assertThatThrownBy(this::read)
        .hasMessage("cannot read the keys at auth.key-set " + address + ": it has no keys");
    status = 404;
    assertThatThrownBy(this::read).hasMessageEndingWith("it answers 404");
  }

  @Test
  void aTokenMustNameTheIssuerAndTheAudienceThatAreAskedFor() {
    var keys = read("https://id.example", "registry");
    var right = new JsonObject().put("iss", "https://id.example").put("aud", "registry");
    assertThat(keys.authenticate(token("one", right)).await()).isNotNull();
    var forSeveral = right.copy().put("aud", new JsonArray().add("shop").add("registry"));
    assertThat(keys.authenticate(token("one", forSeveral)).await()).isNotNull();
    for (var wrong :
        List.of(
            right.copy().put("iss", "https://id.example.evil"),
            right.copy().put("aud", "shop"),
            right.copy().put("aud", new JsonArray()),
            new JsonObject().put("iss", "https://id.example"),
            new JsonObject().put("aud", "registry"),
            new JsonObject())) {
      assertThatThrownBy(() -> keys.authenticate(token("one", wrong)).await())
          .as(wrong.encode())
          .isNotNull();
    }
  }

  private TokenKeys read() {
    return read("", "");
  }

  private TokenKeys read(String issuer, String audience) {
    var config = new SecurityConfig("", address, issuer, audience, "", "", "", "", false);
    return TokenKeys.read(vertx, config, clock).await().orElseThrow();
  }

  private String subject(TokenKeys keys, String id) {
    return keys.authenticate(token(id)).await().principal().getString("sub");
  }

  private void assertRefused(TokenKeys keys, String id) {
    assertThatThrownBy(() -> keys.authenticate(token(id)).await()).isNotNull();
  }

  private String token(String id) {
    return token(id, new JsonObject().put("sub", "ci"));
  }

  private String token(String id, JsonObject claims) {
    return JWTAuth.create(vertx, new JWTAuthOptions().addJwk(key(id)))
        .generateToken(claims, new JWTOptions().setHeader(new JsonObject().put("kid", id)));
  }

  private static JsonObject keySet(String... ids) {
    var keys = new JsonArray();
    for (var id : ids) {
      keys.add(key(id));
    }
    return new JsonObject().put("keys", keys);
  }

  private static JsonObject key(String id) {
    return new JsonObject()
        .put("kty", "oct")
        .put("alg", "HS256")
        .put("kid", id)
        .put("k", base64("the secret of the key that is called " + id));
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Stands still until it is moved. */
  private static final class MovedClock extends Clock {
    private volatile Instant now = Instant.EPOCH;

    void move(Duration time) {
      now = instant().plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("a test's clock is in UTC");
    }
  }
}
