package dev.accord.registry.security;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.util.Optional;

/** The keys that bearer tokens are signed with, as a JSON Web Key Set (RFC 7517). */
final class TokenKeys {
  private static final int TIMEOUT_MILLIS = 10_000;

  private TokenKeys() {}

  /** Reads them; empty if tokens are not accepted at all. */
  static Future<Optional<JWTAuth>> read(Vertx vertx, SecurityConfig config) {
    var place = config.keySet();
    if (place.isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    var bytes =
        place.startsWith("http://") || place.startsWith("https://")
            ? fetch(vertx, place)
            : vertx.fileSystem().readFile(place);
    return bytes.map(keys -> Optional.of(auth(vertx, config, place, keys)));
  }

  private static Future<Buffer> fetch(Vertx vertx, String address) {
    var client = vertx.createHttpClient();
    return client
        .request(new RequestOptions().setAbsoluteURI(address).setTimeout(TIMEOUT_MILLIS))
        .compose(request -> request.send())
        .compose(response -> response.body())
        .eventually(client::close);
  }

  private static JWTAuth auth(Vertx vertx, SecurityConfig config, String place, Buffer bytes) {
    var options = new JWTAuthOptions();
    try {
      var keys = bytes.toJsonObject().getJsonArray("keys");
      for (int i = 0; keys != null && i < keys.size(); i++) {
        var unused = options.addJwk(new JsonObject(keys.getJsonObject(i).getMap()));
      }
    } catch (DecodeException | ClassCastException e) {
      throw new IllegalArgumentException(place + " is no JSON Web Key Set", e);
    }
    if (options.getJwks() == null || options.getJwks().isEmpty()) {
      throw new IllegalArgumentException(place + " has no keys");
    }
    if (!config.tokenIssuer().isEmpty()) {
      var unused = options.setJWTOptions(new JWTOptions().setIssuer(config.tokenIssuer()));
    }
    return JWTAuth.create(vertx, options);
  }
}
