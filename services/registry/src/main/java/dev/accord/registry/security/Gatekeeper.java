package dev.accord.registry.security;

import dev.accord.registry.problem.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.auth.User;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who asks, before any route does. Wrong credentials are answered ever more slowly, and
 * passwords that were not right before are looked at one after the other for each address: more
 * connections do not guess faster. Whoever was right before waits for nobody.
 */
public final class Gatekeeper {
  private static final String CALLER = "accord.caller";
  private static final long DELAY_MILLIS_MAX = 5_000;
  private static final int SLOWED_MAX = 10_000;

  private final Vertx vertx;
  private final @Nullable Passwords passwords;
  private final @Nullable TokenKeys tokens;
  private final @Nullable ClientRoles clients;
  // Failed tries in a row by address; used on one event loop.
  private final Map<String, Integer> failures = new HashMap<>();
  private final Turns turns = new Turns();

  private Gatekeeper(
      Vertx vertx,
      @Nullable Passwords passwords,
      @Nullable TokenKeys tokens,
      @Nullable ClientRoles clients) {
    this.vertx = vertx;
    this.passwords = passwords;
    this.tokens = tokens;
    this.clients = clients;
  }

  /**
   * A gatekeeper as configured; one that asks nobody if nothing is.
   *
   * @param secret random bytes
   * @param clock tells how old the keys of tokens are
   * @return fails if a file cannot be read
   */
  public static Future<Gatekeeper> open(
      Vertx vertx, SecurityConfig config, byte[] secret, Clock clock) {
    return vertx
        .executeBlocking(() -> files(vertx, config, secret))
        .compose(
            files ->
                TokenKeys.read(vertx, config, clock)
                    .map(
                        tokens ->
                            new Gatekeeper(
                                vertx, files.passwords, tokens.orElse(null), files.clients)));
  }

  private static Gatekeeper files(Vertx vertx, SecurityConfig config, byte[] secret) {
    return new Gatekeeper(
        vertx,
        config.passwordFile().isEmpty()
            ? null
            : Passwords.read(Path.of(config.passwordFile()), secret),
        null,
        config.clientRolesFile().isEmpty()
            ? null
            : ClientRoles.read(Path.of(config.clientRolesFile())));
  }

  /** Lets through who may ask at all. */
  public void admit(RoutingContext context) {
    if (passwords == null && tokens == null && clients == null) {
      context.put(CALLER, Caller.ANYBODY);
      context.next();
      return;
    }
    var address = address(context.request());
    identify(context.request(), address)
        .onComplete(
            caller -> {
              if (caller.isPresent()) {
                failures.remove(address);
                context.put(CALLER, caller.get());
                context.next();
              } else {
                context.response().putHeader("WWW-Authenticate", challenge());
                context.fail(ErrorCode.UNAUTHORIZED.with());
              }
            },
            context::fail);
  }

  /** Who asks. */
  public static Caller caller(RoutingContext context) {
    Caller caller = context.get(CALLER);
    if (caller == null) {
      throw ErrorCode.UNAUTHORIZED.with();
    }
    return caller;
  }

  /** The name of who asks; empty if that is not known. */
  public static String name(RoutingContext context) {
    Caller caller = context.get(CALLER);
    return caller == null ? "" : caller.name();
  }

  /** By what the caller says, else by its certificate; slow to say that it is nobody. */
  private Future<Optional<Caller>> identify(HttpServerRequest request, String address) {
    var header = request.getHeader("Authorization");
    if (header == null && clients != null) {
      return slowed(address, clients.caller(request));
    }
    var parts = header == null ? new String[0] : header.split(" ", 2);
    if (parts.length != 2) {
      return slowed(address, Optional.empty());
    }
    return switch (parts[0].toLowerCase(Locale.ROOT)) {
      case "basic" -> basic(parts[1].strip(), request, address);
      case "bearer" -> bearer(parts[1].strip()).compose(caller -> slowed(address, caller));
      default -> slowed(address, Optional.empty());
    };
  }

  private Future<Optional<Caller>> basic(
      String encoded, HttpServerRequest request, String address) {
    var known = passwords;
    var pair = decoded(encoded);
    var colon = pair.indexOf(':');
    if (known == null || colon < 0) {
      return slowed(address, Optional.empty());
    }
    var name = pair.substring(0, colon);
    var password = pair.substring(colon + 1);
    return known
        .known(name, password)
        .map(caller -> Future.succeededFuture(Optional.of(caller)))
        .orElseGet(
            () ->
                turns.take(
                    address,
                    () ->
                        // Nobody waits any more for what took too long.
                        request.response().ended()
                            ? Future.succeededFuture(Optional.empty())
                            : check(known, name, password, address)));
  }

  /** Empty for what is not in Base64. */
  private static String decoded(String encoded) {
    try {
      return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private Future<Optional<Caller>> check(
      Passwords known, String name, String password, String address) {
    // It may have been found right while this one waited for its turn.
    var remembered = known.known(name, password);
    return remembered.isPresent()
        ? Future.succeededFuture(remembered)
        : vertx
            .executeBlocking(() -> known.check(name, password), false)
            .compose(caller -> slowed(address, caller));
  }

  private Future<Optional<Caller>> bearer(String token) {
    if (tokens == null) {
      return Future.succeededFuture(Optional.empty());
    }
    return tokens
        .authenticate(token)
        .map(user -> Optional.of(caller(user)))
        .otherwise(Optional.empty());
  }

  private static Caller caller(User user) {
    var claims = user.principal();
    var roles = new ArrayList<String>();
    if (claims.getValue("roles") instanceof JsonArray list) {
      // An issuer's tokens name roles of other services too.
      list.stream().map(String::valueOf).filter(Caller::isRole).forEach(roles::add);
    }
    return Caller.withRoles(claims.getString("sub", "token"), roles);
  }

  /** At once who it is, and late that it is nobody. */
  private Future<Optional<Caller>> slowed(String address, Optional<Caller> caller) {
    if (caller.isPresent()) {
      return Future.succeededFuture(caller);
    }
    if (failures.size() >= SLOWED_MAX) {
      failures.clear();
    }
    var late = Promise.<Optional<Caller>>promise();
    var unused =
        vertx.setTimer(
            delayMillis(failures.merge(address, 1, Integer::sum)),
            ignored -> late.complete(caller));
    return late.future();
  }

  /** How long the n-th failed try in a row waits for its answer. */
  static long delayMillis(int tries) {
    return Math.min(DELAY_MILLIS_MAX, 50L << Math.min(tries, 10));
  }

  private String challenge() {
    return passwords == null ? "Bearer" : "Basic realm=\"Schema Registry\"";
  }

  private static String address(HttpServerRequest request) {
    var remote = request.remoteAddress();
    return remote == null ? "" : String.valueOf(remote.hostAddress());
  }
}
