package dev.accord.runtime.openapi;

import dev.accord.runtime.http.Problem;
import dev.accord.runtime.http.Problem.FieldError;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds requests against the document and tells all mistakes of one at once. What is no JSON is
 * left to whoever reads the body: he can name line and column.
 */
final class RequestCheck {
  private static final JsonSchemaOptions ALL_MISTAKES =
      new JsonSchemaOptions()
          .setDraft(Draft.DRAFT202012)
          .setBaseUri("app://")
          .setOutputFormat(OutputFormat.Basic);

  private final OpenAPIContract contract;
  private final SchemaWords words;
  private final Map<JsonSchema, Validator> validators = new HashMap<>();

  RequestCheck(OpenAPIContract contract, JsonObject document) {
    this.contract = contract;
    words = new SchemaWords(document);
  }

  /**
   * Returns if the request fits.
   *
   * @throws dev.accord.runtime.http.ProblemException 400 for parameters, 422 for fields of the body
   */
  void check(String operationId, RoutingContext context) {
    var operation = contract.operation(operationId);
    var errors = new ArrayList<FieldError>();
    for (var parameter : operation.getParameters()) {
      checkParameter(parameter, given(parameter, context), errors);
    }
    refuseUnknown(operation, context, errors);
    if (!errors.isEmpty()) {
      var names = errors.stream().map(FieldError::field).collect(Collectors.joining(", "));
      throw Problem.of(400, "cannot be used: " + names).with(errors).asException();
    }
    checkBody(operation, context);
  }

  private static List<String> given(Parameter parameter, RoutingContext context) {
    var name = parameter.getName();
    return switch (parameter.getIn()) {
      case PATH -> List.of(String.valueOf(context.pathParam(name)));
      case QUERY -> context.queryParam(name);
      case HEADER -> context.request().headers().getAll(name);
      case COOKIE -> List.of();
    };
  }

  private void checkParameter(Parameter parameter, List<String> given, List<FieldError> errors) {
    var name = parameter.getName();
    var schema = words.schema(parameter.getSchema());
    if (given.size() > 1) {
      errors.add(new FieldError(name, "must be given once"));
    } else if (given.isEmpty()) {
      if (parameter.isRequired()) {
        errors.add(new FieldError(name, "is missing: " + words.form(schema)));
      }
    } else {
      var value = value(given.get(0), schema);
      if (value == null || !fits(parameter.getSchema(), value)) {
        errors.add(new FieldError(name, words.form(schema)));
      }
    }
  }

  /** The text as the type that the schema wants; null if it cannot be. */
  private static @Nullable Object value(String text, JsonObject schema) {
    try {
      return switch (schema.getString("type", "string")) {
        case "integer" -> Long.valueOf(text);
        case "boolean" -> text.matches("true|false") ? Boolean.valueOf(text) : null;
        default -> text;
      };
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static void refuseUnknown(
      Operation operation, RoutingContext context, List<FieldError> errors) {
    var known =
        operation.getParameters().stream()
            .filter(parameter -> parameter.getIn() == Location.QUERY)
            .map(Parameter::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    for (var name : context.queryParams().names()) {
      if (!known.contains(name)) {
        errors.add(new FieldError(name, SchemaWords.unknown(known)));
      }
    }
  }

  private void checkBody(Operation operation, RoutingContext context) {
    var described = operation.getRequestBody();
    var bytes = context.body().buffer();
    if (described == null || bytes == null || bytes.length() == 0) {
      return;
    }
    var json = described.getContent().get("application/json");
    if (json == null) {
      return;
    }
    var schema = json.getSchema();
    Object body;
    try {
      body = Json.decodeValue(bytes);
    } catch (DecodeException e) {
      return;
    }
    var result = validator(schema).validate(body);
    if (Boolean.TRUE.equals(result.getValid())) {
      return;
    }
    if (!(body instanceof JsonObject object)) {
      throw Problem.of(400, "the body must be a JSON object").asException();
    }
    throw Problem.invalid(words.explain(words.schema(schema), object, result)).asException();
  }

  private boolean fits(JsonSchema schema, Object value) {
    return Boolean.TRUE.equals(validator(schema).validate(value).getValid());
  }

  private Validator validator(JsonSchema schema) {
    return validators.computeIfAbsent(
        schema, one -> contract.getSchemaRepository().validator(one, ALL_MISTAKES));
  }
}
