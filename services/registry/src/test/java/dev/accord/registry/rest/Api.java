package dev.accord.registry.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.accord.registry.RunningRegistry;
import dev.accord.registry.RunningRegistry.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Short words for requests to a node, and for what its answers say. */
record Api(RunningRegistry registry) {
  static final String ADDRESS =
      "{\"type\":\"record\",\"name\":\"Address\",\"namespace\":\"n\",\"fields\":["
          + "{\"name\":\"zip\",\"type\":\"string\",\"confluent:tags\":[\"PII\"]}]}";
  static final String CUSTOMER =
      "{\"type\":\"record\",\"name\":\"Customer\",\"namespace\":\"n\",\"fields\":["
          + "{\"name\":\"home\",\"type\":\"Address\"}]}";
  static final String REFERENCE =
      "[{\"name\":\"n.Address\",\"subject\":\"address\",\"version\":1}]";

  Answer send(String method, String path, String body) throws Exception {
    return registry.send(method, path, body);
  }

  Answer send(String method, String path) throws Exception {
    return registry.send(method, path);
  }

  @CanIgnoreReturnValue
  Answer register(String context, String subject, String text) throws Exception {
    return registerBody(context, subject, body(text, ""));
  }

  @CanIgnoreReturnValue
  Answer registerBody(String context, String subject, String body) throws Exception {
    return registry.send(
        "POST", "/contexts/" + context + "/subjects/" + subject + "/versions", body);
  }

  /** Registers a schema that refers to another one; answers its id. */
  @CanIgnoreReturnValue
  int referring(String context) throws Exception {
    register(context, "address", ADDRESS);
    return registerBody(context, "customer", body(CUSTOMER, ",\"references\":" + REFERENCE))
        .object()
        .getInteger("id");
  }

  static String body(String text, String more) {
    var schema = new JsonObject().put("schema", text).encode();
    return schema.substring(0, schema.length() - 1) + more + "}";
  }

  static String metadata(String properties) {
    return ",\"metadata\":{\"properties\":{" + properties + "}}";
  }

  static String record(String name, String fields) {
    return "{\"type\":\"record\",\"name\":\"R\",\"doc\":\""
        + name
        + "\",\"fields\":["
        + fields
        + "]}";
  }

  Answer get(String path) throws Exception {
    return registry.send("GET", path);
  }

  Answer delete(String path) throws Exception {
    return registry.send("DELETE", path);
  }

  @CanIgnoreReturnValue
  Answer put(String path, String body) throws Exception {
    return registry.send("PUT", path, body);
  }

  List<String> shown(String path) throws Exception {
    return ((JsonArray) get(path).json())
        .stream()
            .map(JsonObject.class::cast)
            .map(schema -> schema.getString("subject") + " " + schema.getInteger("version"))
            .toList();
  }

  static List<String> strings(Answer answer) {
    return ((JsonArray) answer.json()).stream().map(String.class::cast).toList();
  }

  static void assertRefused(Answer answer, int status, int code) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.object().getInteger("error_code")).as(answer.text()).isEqualTo(code);
    assertThat(answer.object().getString("message")).isNotBlank();
    assertThat(answer.object().fieldNames()).containsExactly("error_code", "message");
  }
}
