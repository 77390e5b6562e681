package dev.accord.runtime.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * JSON at the edge, strict: decimals stay exact, unknown fields, duplicate fields, wrong types and
 * trailing text are refused with their place. Absent values are left out of answers; times are ISO
 * 8601.
 */
public final class JsonBody {
  private static final int NESTING_MAX = 64;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(NESTING_MAX).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                  .build())
          .addModules(new Jdk8Module(), new JavaTimeModule())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
          .build();

  private JsonBody() {}

  /**
   * The request's body as a record.
   *
   * @throws ProblemException 415 unless the content type is JSON, 400 with the place of the mistake
   */
  public static <T> T read(RoutingContext context, Class<T> type) {
    var contentType = context.request().getHeader("Content-Type");
    if (contentType == null || !isJson(contentType)) {
      throw Problem.of(415, "send the body with Content-Type: application/json").asException();
    }
    var body = context.body().buffer();
    return parse(body == null ? Buffer.buffer() : body, type);
  }

  /**
   * JSON text as a value of a type.
   *
   * @throws ProblemException 400 with the place of the mistake
   */
  public static <T> T parse(Buffer json, Class<T> type) {
    if (json.length() == 0) {
      throw Problem.of(400, "the request has no body: send JSON").asException();
    }
    try {
      var value = MAPPER.readValue(json.getBytes(), type);
      if (value == null) {
        throw Problem.of(400, "the body must not be null").asException();
      }
      return value;
    } catch (ValueInstantiationException e) {
      var reason = e.getCause();
      if (reason instanceof ProblemException refusal) {
        throw refusal;
      }
      throw mismatch(
          e, reason == null ? e.getOriginalMessage() : String.valueOf(reason.getMessage()));
    } catch (UnrecognizedPropertyException e) {
      throw mismatch(e, "unknown field; known are " + names(e));
    } catch (InvalidFormatException e) {
      var wanted = e.getTargetType().getSimpleName();
      throw mismatch(e, "\"" + e.getValue() + "\" is no " + wanted);
    } catch (JsonMappingException e) {
      throw e.getCause() instanceof StreamReadException syntax
          ? malformed(syntax)
          : mismatch(e, reason(e));
    } catch (JsonProcessingException e) {
      throw malformed(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A value as JSON text. */
  public static Buffer write(Object value) {
    try {
      return Buffer.buffer(MAPPER.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(value.getClass() + " cannot be written as JSON", e);
    }
  }

  private static boolean isJson(String contentType) {
    var mediaType = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return mediaType.equals("application/json")
        || (mediaType.startsWith("application/") && mediaType.endsWith("+json"));
  }

  private static ProblemException malformed(JsonProcessingException e) {
    return Problem.of(400, "the body is no JSON: " + place(e) + reason(e)).asException();
  }

  private static ProblemException mismatch(JsonMappingException e, String message) {
    var field = field(e);
    var problem = Problem.of(400, "the body does not fit: " + place(e) + message);
    return (field.isEmpty() ? problem : problem.with(field, message)).asException();
  }

  /** Without what Jackson adds for developers: where the enclosing object begins, its settings. */
  private static String reason(JsonProcessingException e) {
    return e.getOriginalMessage()
        .replaceFirst(" \\((for \\w+ starting at|bound as) .*", "")
        .replaceFirst(", from `[^`]*`", "");
  }

  private static String field(JsonMappingException e) {
    var path = new StringBuilder();
    for (var step : e.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.toString();
  }

  private static String names(UnrecognizedPropertyException e) {
    return e.getKnownPropertyIds().stream()
        .map(String::valueOf)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String place(JsonProcessingException e) {
    var location = e.getLocation();
    return location == null
        ? ""
        : "line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
  }
}
