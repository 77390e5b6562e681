package dev.accord.registry.wire;

import static io.vertx.core.http.HttpHeaders.createOptimized;

import dev.accord.registry.node.Registry;
import dev.accord.registry.problem.RegistryProblem;
import dev.accord.registry.subject.RegistryState;
import dev.accord.runtime.http.HttpEdge;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers as bytes, each good for exactly the state it was made from: the state is a value, so an
 * answer is right as long as the state is the same one. Used on one event loop.
 */
public final class AnswerCache {
  private static final int BYTES_MAX = 16 * 1024 * 1024;
  private static final int ENTRY_BYTES = 200;
  private static final int TAG_BYTES = 8;
  // Known beforehand, so that nothing is hashed, checked or turned into bytes for each answer.
  private static final CharSequence REQUEST_ID = createOptimized("X-Request-ID");
  private static final CharSequence CONTENT_TYPE = createOptimized("Content-Type");
  private static final CharSequence TAG = createOptimized("ETag");
  private static final CharSequence CONTROL = createOptimized("Cache-Control");
  private static final CharSequence VARY = createOptimized("Vary");
  private static final CharSequence VARY_BY = createOptimized("Accept, Accept-Encoding");
  private static final CharSequence ENCODING = createOptimized("Content-Encoding");
  private static final CharSequence ZIPPED = createOptimized(Gzip.NAME);
  private static final CharSequence OFFSET = createOptimized(Offsets.HEADER);
  private static final CharSequence AT_LEAST = createOptimized(Offsets.AT_LEAST);

  /** How long a caller may go by an answer without asking again. */
  public enum Freshness {
    /** It asks each time, with the tag. */
    CHECKED("no-cache"),
    /** What an id stands for; an hour, because an administrator may delete and import it anew. */
    LASTING("private, max-age=3600");

    private final String control;

    Freshness(String control) {
      this.control = control;
    }
  }

  /** An answer as it is sent. */
  public record Answer(
      Buffer bytes, CharSequence type, CharSequence tag, CharSequence control, boolean zipped) {
    /** The headers beside its type. */
    public Map<String, String> headers() {
      var headers = new HashMap<String, String>();
      headers.put(TAG.toString(), tag.toString());
      headers.put(CONTROL.toString(), control.toString());
      headers.put(VARY.toString(), VARY_BY.toString());
      if (zipped) {
        headers.put(ENCODING.toString(), ZIPPED.toString());
      }
      return headers;
    }

    /** Whether the caller has it already. */
    public boolean isKnownTo(HttpServerRequest request) {
      var known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
      return known != null && (known.contains(tag) || known.strip().equals("*"));
    }
  }

  private final Registry registry;
  private final Counter hits;
  private final Supplier<UUID> ids;
  private final Map<String, Answer> answers = new HashMap<>();
  private @Nullable RegistryState madeFrom;
  private CharSequence offset = "";
  private long bytes;

  /**
   * An empty cache.
   *
   * @param hits counts what is answered from here
   * @param ids of requests that bring none
   */
  public AnswerCache(Registry registry, Counter hits, Supplier<UUID> ids) {
    this.registry = registry;
    this.hits = hits;
    this.ids = ids;
  }

  /** Answers what is known and hands everything else on. */
  public Handler<HttpServerRequest> before(Handler<HttpServerRequest> routes) {
    return request -> {
      var known = request.method().equals(HttpMethod.GET) ? find(request) : null;
      if (known == null) {
        routes.handle(request);
      } else {
        hits.increment();
        send(request, known);
      }
    };
  }

  private @Nullable Answer find(HttpServerRequest request) {
    var headers = request.headers();
    if (answers.isEmpty() || headers.contains(AT_LEAST)) {
      return null;
    }
    try {
      var type = MediaTypes.choose(MediaTypes.accepted(request));
      return find(registry.state(), request.uri(), type, Gzip.isAskedBy(request)).orElse(null);
    } catch (RegistryProblem e) {
      // The routes tell the caller.
      return null;
    }
  }

  /**
   * What is known already for a state.
   *
   * @param zip whether the caller takes gzip
   */
  public Optional<Answer> find(RegistryState state, String uri, String type, boolean zip) {
    return isCurrent(state)
        ? Optional.ofNullable(answers.get(key(uri, type, zip)))
        : Optional.empty();
  }

  private void send(HttpServerRequest request, Answer answer) {
    HttpServerResponse response =
        request
            .response()
            .putHeader(REQUEST_ID, HttpEdge.requestId(request, ids))
            .putHeader(TAG, answer.tag())
            .putHeader(CONTROL, answer.control())
            .putHeader(VARY, VARY_BY)
            .putHeader(OFFSET, offset);
    // A caller that has gone away misses its answer, which is all there is to it.
    if (answer.isKnownTo(request)) {
      var unused = response.setStatusCode(304).end();
    } else {
      if (answer.zipped()) {
        response.putHeader(ENCODING, ZIPPED);
      }
      var unused = response.putHeader(CONTENT_TYPE, answer.type()).end(answer.bytes());
    }
  }

  /**
   * An answer made from a state, kept as long as that state is the current one.
   *
   * @param zip whether the caller takes gzip
   */
  public Answer keep(
      RegistryState state, String uri, String type, boolean zip, Freshness freshness, Buffer body) {
    var zipped = zip && Gzip.pays(body);
    var sent = zipped ? Gzip.compress(body) : body;
    var answer =
        new Answer(
            sent,
            createOptimized(type),
            createOptimized(tag(body)),
            createOptimized(freshness.control),
            zipped);
    var size = sent.length() + uri.length() + ENTRY_BYTES;
    if ((isCurrent(state) || startOver(state))
        && bytes + size <= BYTES_MAX
        && answers.put(key(uri, type, zip), answer) == null) {
      bytes += size;
    }
    return answer;
  }

  private boolean startOver(RegistryState state) {
    // First the offset: what it names is in the state that is read after it.
    var applied = registry.applied() - 1;
    if (!isSame(registry.state(), state)) {
      return false;
    }
    answers.clear();
    bytes = 0;
    madeFrom = state;
    offset = createOptimized(Long.toString(applied));
    return true;
  }

  private boolean isCurrent(RegistryState state) {
    return isSame(madeFrom, state);
  }

  // The same object, which is what makes an answer right, and quick to know.
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(@Nullable RegistryState one, RegistryState other) {
    return one == other;
  }

  private static String key(String uri, String type, boolean zip) {
    var usual = type.equals(MediaTypes.PREFERRED) && !zip;
    return usual ? uri : uri + ' ' + type + (zip ? " zipped" : "");
  }

  private static String tag(Buffer body) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(body.getBytes());
      // Weak, because the same answer may be sent compressed.
      return "W/\"" + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
