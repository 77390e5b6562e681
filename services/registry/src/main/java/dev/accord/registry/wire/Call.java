package dev.accord.registry.wire;

import dev.accord.registry.problem.ErrorCode;
import dev.accord.registry.subject.RegistryState;
import dev.accord.registry.subject.Subject;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A request as the routes read it: names in their context, versions, flags and pages. */
public final class Call {
  private final RoutingContext context;

  public Call(RoutingContext context) {
    this.context = context;
  }

  /** What it was read from. */
  public RoutingContext context() {
    return context;
  }

  /** The context of the path, or the default one. */
  public String contextName() {
    var spelled = context.pathParam("context");
    return spelled == null ? Subject.DEFAULT_CONTEXT : Subject.context(spelled);
  }

  /** The subject of the path, an alias resolved. */
  public Subject subject(RegistryState state) {
    var subject = scope();
    subject.requireUsable();
    return state.resolveAlias(subject);
  }

  /** The subject, context or everything that settings are for. */
  public Subject scope() {
    var spelled = context.pathParam("subject");
    return spelled == null ? new Subject(contextName(), "") : Subject.parse(spelled, contextName());
  }

  /** The subject of the query, an alias resolved. */
  public Optional<Subject> subjectOfQuery(RegistryState state) {
    return text("subject")
        .filter(spelled -> !spelled.isEmpty())
        .map(spelled -> state.resolveAlias(Subject.parse(spelled, contextName())));
  }

  /** Whether the path or the name says which context is meant. */
  public boolean namesContext(@Nullable String spelled) {
    return context.pathParam("context") != null || (spelled != null && spelled.startsWith(":."));
  }

  /** The subject as the path spells it. */
  public @Nullable String spelledSubject() {
    return context.pathParam("subject");
  }

  /** The version of the path; empty for the latest. */
  public OptionalInt version() {
    return version(context.pathParam("version"));
  }

  public static OptionalInt version(String spelled) {
    var bare = spelled.strip();
    if (bare.equalsIgnoreCase("latest") || bare.equals("-1")) {
      return OptionalInt.empty();
    }
    try {
      int version = Integer.parseInt(bare);
      if (version >= 1) {
        return OptionalInt.of(version);
      }
    } catch (NumberFormatException e) {
      throw ErrorCode.INVALID_VERSION.with(spelled);
    }
    throw ErrorCode.INVALID_VERSION.with(spelled);
  }

  /** The id of the path. */
  public int id() {
    return wholeNumber(context.pathParam("id"));
  }

  private static int wholeNumber(String spelled) {
    try {
      return Integer.parseInt(spelled);
    } catch (NumberFormatException e) {
      // As for a path that leads nowhere.
      throw ErrorCode.NOT_FOUND.with();
    }
  }

  public String pathText(String name) {
    return context.pathParam(name);
  }

  /** A query parameter is on if it says true, in any case: Python's clients write True. */
  public boolean flag(String name) {
    return text(name).filter("true"::equalsIgnoreCase).isPresent();
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(context.queryParams().get(name));
  }

  public List<String> texts(String name) {
    return context.queryParams().getAll(name);
  }

  /** An empty parameter counts as left out. */
  private int number(String name, int otherwise) {
    return text(name)
        .filter(spelled -> !spelled.isBlank())
        .map(Call::wholeNumber)
        .orElse(otherwise);
  }

  /** The part of a list that is asked for; a limit that is not positive, or above max, is max. */
  public <T> List<T> page(List<T> all, int max) {
    var offset = number("offset", 0);
    var asked = number("limit", -1);
    if (offset < 0) {
      throw ErrorCode.INVALID_REQUEST.with("offset must not be negative, it is " + offset);
    }
    var limit = asked <= 0 || asked > max ? max : asked;
    var from = Math.min(offset, all.size());
    return all.subList(from, (int) Math.min(all.size(), (long) from + limit));
  }

  /** The body as an object. */
  public JsonObject body(String parameter) {
    Buffer bytes = context.body().buffer();
    if (bytes == null || bytes.length() == 0) {
      throw missing(parameter);
    }
    try {
      if (Json.decodeValue(bytes) instanceof JsonObject json) {
        return json;
      }
    } catch (DecodeException e) {
      if (bytes.toString().isBlank()) {
        throw missing(parameter);
      }
      throw ErrorCode.BAD_REQUEST.with("The body is not JSON: " + firstLine(e.getMessage()));
    }
    if (bytes.toString().strip().equals("null")) {
      throw missing(parameter);
    }
    throw ErrorCode.BAD_REQUEST.with("The body must be a JSON object");
  }

  private static RuntimeException missing(String parameter) {
    return ErrorCode.INVALID_REQUEST.with(parameter + " must not be null (was null)");
  }

  private static String firstLine(@Nullable String message) {
    var text = String.valueOf(message);
    var end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
