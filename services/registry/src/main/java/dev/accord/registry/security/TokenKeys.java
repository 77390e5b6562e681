package dev.accord.registry.security;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that bearer tokens are signed with, as a JSON Web Key Set (RFC 7517). Read again when a
 * token names a key that is not among them, so that keys can change without a restart, and from
 * time to time, so that a withdrawn one stops counting; never more often than {@link #PAUSE},
 * whatever tokens come. Used on one event loop.
 */
final class TokenKeys {
  /** Between two readings. */
  static final Duration PAUSE = Duration.ofSeconds(10);

  /** Keys that are older are read again, beside the request that finds them so. */
  static final Duration AGE_MAX = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(TokenKeys.class);
  private static final int TIMEOUT_MILLIS = 10_000;

  private record Keys(JWTAuth auth, Set<String> ids) {}

  private final Vertx vertx;
  private final SecurityConfig config;
  private final Clock clock;
  private final HttpClient client;
  private Keys keys;
  private Instant read;
  private Future<Void> reading = Future.succeededFuture();

  private TokenKeys(Vertx vertx, SecurityConfig config, Clock clock, HttpClient client, Keys keys) {
    this.vertx = vertx;
    this.config = config;
    this.clock = clock;
    this.client = client;
    this.keys = keys;
    this.read = clock.instant();
  }

  /**
   * Reads them; empty if tokens are not accepted at all.
   *
   * @return fails with an IllegalArgumentException if there is no key set in its place
   */
  static Future<Optional<TokenKeys>> read(Vertx vertx, SecurityConfig config, Clock clock) {
    if (config.keySet().isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    var client = vertx.createHttpClient();
    return load(vertx, client, config)
        .map(keys -> Optional.of(new TokenKeys(vertx, config, clock, client, keys)));
  }

  /** Whose token it is; fails if none of the keys has signed it or its time is over. */
  Future<User> authenticate(String token) {
    var unknown = keyId(token).filter(id -> !keys.ids().contains(id)).isPresent();
    var age = Duration.between(read, clock.instant());
    if (age.compareTo(unknown ? PAUSE : AGE_MAX) < 0) {
      return (unknown ? reading : Future.<Void>succeededFuture()).compose(done -> check(token));
    }
    var again = readAgain();
    return unknown ? again.compose(done -> check(token)) : check(token);
  }

  private Future<User> check(String token) {
    return keys.auth().authenticate(new TokenCredentials(token));
  }

  /** Keeps the keys that there are where new ones cannot be had. */
  private Future<Void> readAgain() {
    read = clock.instant();
    reading =
        load(vertx, client, config)
            .onSuccess(loaded -> keys = loaded)
            .onFailure(failure -> LOG.warn("{}; the keys stay as they are", failure.getMessage()))
            .transform(done -> Future.<Void>succeededFuture());
    return reading;
  }

  private static Optional<String> keyId(String token) {
    var end = token.indexOf('.');
    try {
      var head = Base64.getUrlDecoder().decode(token.substring(0, Math.max(end, 0)));
      return Optional.ofNullable(Buffer.buffer(head).toJsonObject().getString("kid"));
    } catch (IllegalArgumentException | DecodeException | ClassCastException e) {
      return Optional.empty();
    }
  }

  private static Future<Keys> load(Vertx vertx, HttpClient client, SecurityConfig config) {
    var place = config.keySet();
    var bytes =
        place.startsWith("http://") || place.startsWith("https://")
            ? fetch(client, place)
            : vertx.fileSystem().readFile(place);
    return bytes
        .map(loaded -> keys(vertx, config, loaded))
        .recover(
            failure ->
                Future.failedFuture(
                    new IllegalArgumentException(
                        "cannot read the keys at auth.key-set "
                            + place
                            + ": "
                            + failure.getMessage(),
                        failure)));
  }

  private static Future<Buffer> fetch(HttpClient client, String address) {
    return client
        .request(new RequestOptions().setAbsoluteURI(address).setTimeout(TIMEOUT_MILLIS))
        // The body is asked for where the response arrives: later, it might have passed already.
        .compose(
            request ->
                request
                    .send()
                    .compose(
                        response ->
                            response.statusCode() == 200
                                ? response.body()
                                : Future.failedFuture("it answers " + response.statusCode())));
  }

  private static Keys keys(Vertx vertx, SecurityConfig config, Buffer bytes) {
    var options = new JWTAuthOptions();
    var ids = new HashSet<String>();
    try {
      var keys = bytes.toJsonObject().getJsonArray("keys");
      for (int i = 0; keys != null && i < keys.size(); i++) {
        var key = keys.getJsonObject(i);
        ids.add(key.getString("kid", ""));
        var unused = options.addJwk(new JsonObject(key.getMap()));
      }
    } catch (DecodeException | ClassCastException e) {
      throw new IllegalArgumentException("that is no JSON Web Key Set", e);
    }
    if (options.getJwks() == null || options.getJwks().isEmpty()) {
      throw new IllegalArgumentException("it has no keys");
    }
    var unused = options.setJWTOptions(required(config));
    return new Keys(JWTAuth.create(vertx, options), Set.copyOf(ids));
  }

  /** What a token must say beside being signed; one that does not say it at all is refused too. */
  private static JWTOptions required(SecurityConfig config) {
    var required = new JWTOptions();
    if (!config.tokenIssuer().isEmpty()) {
      required = required.setIssuer(config.tokenIssuer());
    }
    return config.tokenAudience().isEmpty()
        ? required
        : required.addAudience(config.tokenAudience());
  }
}
