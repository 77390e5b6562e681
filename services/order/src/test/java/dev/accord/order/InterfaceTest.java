package dev.accord.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The document that is served, held against what is really asked and answered. */
class InterfaceTest {
  @RegisterExtension static final OpenShop OPEN = new OpenShop();

  private static final String COFFEE = "00000000-0000-4000-8000-000000000001";
  private static final String NOBODY = "00000000-0000-4000-8000-00000000dead";
  private static final String ONE_COFFEE = "[{\"productId\":\"" + COFFEE + "\",\"quantity\":1}]";

  private static final Vertx VERTX = Vertx.vertx();
  private static final Set<String> ASKED = new HashSet<>();
  private static Shop shop;
  private static OpenAPIContract contract;

  @BeforeAll
  static void read() {
    shop = OPEN.get();
    var document = new JsonObject(asJson(shop.get("/openapi.json").body()));
    contract = OpenAPIContract.from(VERTX, document).await();
  }

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void everyAnswerIsAsTheDocumentSays() {
    var registration = "{\"name\":\"Reader\",\"email\":\"reader@example.com\"}";
    var customer = answered("registerCustomer", post("/customers", registration), 201);
    var customerId = Shop.json(customer).get("customerId").asText();
    answered("registerCustomer", post("/customers", "{"), 400);
    answered("listProducts", shop.get("/products"), 200);
    var body = order(customerId, ONE_COFFEE);
    var placed = answered("placeOrder", post("/orders", body), 201);
    var order = "/orders/" + Shop.json(placed).get("orderId").asText();
    answered("placeOrder", post("/orders", order(NOBODY, ONE_COFFEE)), 422);
    answered("listOrders", shop.get("/orders?limit=2"), 200);
    answered("listOrders", shop.get("/orders?limit=0"), 400);
    answered("eraseCustomer", shop.delete("/customers/" + customerId), 409);
    answered("cancelOrder", post(order + "/cancel", ""), 204);
    answered("cancelOrder", post("/orders/" + NOBODY + "/cancel", ""), 404);
    answered("showOrder", shop.get(order), 200);
    answered("showOrder", shop.get("/orders/x"), 400);
    answered("tellOrder", shop.get(order + "/timeline"), 200);
    answered("tellOrder", shop.get("/orders/" + NOBODY + "/timeline"), 404);
    answered("eraseCustomer", shop.delete("/customers/" + customerId), 204);
    assertThat(ASKED)
        .isEqualTo(
            contract.operations().stream()
                .map(Operation::getOperationId)
                .collect(Collectors.toSet()));
  }

  @Test
  void theDocumentRefusesTheBodiesThatTheServiceRefuses() {
    var id = Customers.SAMPLE.toString();
    for (var items :
        Set.of(
            "[]", "3", "[{}]", ONE_COFFEE.replace("1}", "0}"), ONE_COFFEE.replace("1}", "1.5}"))) {
      var body = order(id, items);
      assertThat(documentTakes("placeOrder", body)).as(body).isFalse();
      assertThat(post("/orders", body).statusCode()).as(body).isEqualTo(422);
    }
    var good = order(id, ONE_COFFEE);
    assertThat(documentTakes("placeOrder", good)).isTrue();
    assertThat(documentTakes("placeOrder", good.replace("paymentToken", "token"))).isFalse();
    assertThat(post("/orders", good.replace("paymentToken", "token")).statusCode()).isEqualTo(422);
  }

  @Test
  void headIsAnsweredLikeGetWithoutABody() {
    for (var path : Set.of("/products", "/orders?limit=1", "/openapi.json", "/health/live")) {
      var head = shop.head(path);
      assertThat(head.statusCode()).as(path).isEqualTo(200);
      assertThat(head.body()).as(path).isEmpty();
      assertThat(head.headers().firstValue("Content-Type"))
          .isEqualTo(shop.get(path).headers().firstValue("Content-Type"));
    }
    assertThat(shop.head("/orders/" + NOBODY).statusCode()).isEqualTo(404);
  }

  @Test
  void twoIdempotencyKeysAreRefused() {
    var answer =
        shop.post(
            "/orders",
            order(Customers.SAMPLE.toString(), ONE_COFFEE),
            "Idempotency-Key",
            "one",
            "Idempotency-Key",
            "two");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("must be given once");
  }

  private static String order(String customer, String items) {
    return "{\"customerId\":\""
        + customer
        + "\",\"paymentToken\":\"tok_ok\",\"items\":"
        + items
        + "}";
  }

  private static HttpResponse<String> post(String path, String body) {
    return shop.post(path, body);
  }

  @CanIgnoreReturnValue
  private static HttpResponse<String> answered(
      String operation, HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as("%s %s", operation, answer.body()).isEqualTo(status);
    ASKED.add(operation);
    var headers = new HashMap<String, String>();
    answer.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
    var response =
        status == 204
            ? ValidatableResponse.create(status, headers)
            : ValidatableResponse.create(
                status,
                headers,
                Buffer.buffer(answer.body()),
                asJson(answer.headers().firstValue("Content-Type").orElse("")));
    var unused = ResponseValidator.create(VERTX, contract).validate(response, operation).await();
    return answer;
  }

  /** The validator knows few media types; a problem is JSON to it. */
  private static String asJson(String text) {
    return text.replace("application/problem+json", "application/json");
  }

  private static boolean documentTakes(String operation, String body) {
    var content = contract.operation(operation).getRequestBody().getContent();
    var schema = content.values().iterator().next().getSchema();
    return Boolean.TRUE.equals(
        contract.getSchemaRepository().validator(schema).validate(new JsonObject(body)).getValid());
  }
}
