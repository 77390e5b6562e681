package dev.accord.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.accord.runtime.http.JsonBody;
import dev.accord.runtime.http.ProblemException;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceOrderTest {
  private static final String ID = "00000000-0000-4000-8000-000000000001";
  private static final OrderConfig CONFIG =
      new OrderConfig(2, 1_000, false, Duration.ofMinutes(1), Duration.ofSeconds(1), "");

  @Test
  void everyMistakeIsNamedAtOnce() {
    assertThat(
            mistakes(
                "{'customerId':'x','items':[{'quantity':0},{'productId':7,'quantity':1001,'n':1}],"
                    + "'paymentToken':'','currency':12,'couponCode':' ','colour':'red'}"))
        .containsExactlyInAnyOrder(
            "customerId: must be a UUID, such as 00000000-0000-4000-8000-000000000001",
            "items[0].productId: is missing: must be a UUID",
            "items[0].quantity: must be a whole number from 1 to 1000",
            "items[1].productId: must be a UUID",
            "items[1].quantity: must be a whole number from 1 to 1000",
            "items[1].n: unknown; known are [productId, quantity]",
            "paymentToken: must have 1 to 200 characters",
            "currency: must be a text",
            "couponCode: must have 1 to 64 characters",
            "colour: unknown; known are [couponCode, currency, customerId, items, paymentToken]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]                                | items: must be a list of 1 to 2 objects",
        "[{},{},{}]                        | items: must be a list of 1 to 2 objects",
        "{}                                | items: must be a list of 1 to 2 objects",
        "null                              | items: is missing: must be a list of 1 to 2 objects",
        "[1]                               | items[0]: must be an object",
        "[{'productId':#,'quantity':'2'}] | items[0].quantity: must be a whole number from 1 to"
            + " 1000",
        "[{'productId':#,'quantity':1.0}] | items[0].quantity: must be a whole number from 1 to"
            + " 1000",
        "[{'productId':#,'quantity':9999999999}] | items[0].quantity: must be a whole number from"
            + " 1 to 1000",
        "[{'productId':'1-1-1-1-1','quantity':1}] | items[0].productId: must be a UUID, such as"
            + " 00000000-0000-4000-8000-000000000001",
        "[{'productId':#,'quantity':1},{'productId':#,'quantity':2}] | items[1].productId: is in"
            + " items[0] already: ask for more there"
      })
  void itemsThatCannotBeUsedAreRefused(String items, String mistake) {
    var body = "{'customerId':#,'paymentToken':'t','items':" + items + "}";
    assertThat(mistakes(body)).containsExactly(mistake);
  }

  @Test
  void textThatNoEncodingCanCarryIsRefused() {
    var order = "{'customerId':#,'items':[{'productId':#,'quantity':1}],";
    assertThat(mistakes(order + "'paymentToken':'a\\u0000','couponCode':'a\\ud800b'}"))
        .containsExactly(
            "paymentToken: must have no control characters",
            "couponCode: must have no half of a surrogate pair");
    assertThat(read(order + "'paymentToken':'\\ud83d\\ude00'}").paymentToken())
        .isEqualTo("\ud83d\ude00");
  }

  @Test
  void aBodyThatIsNoObjectIsRefused() {
    var refusal = catchThrowableOfType(ProblemException.class, () -> read("[]"));
    assertThat(refusal.problem().status()).isEqualTo(400);
  }

  @Test
  void equalRequestsHaveOneDigestHoweverTheyAreWritten() {
    var one = "{'customerId':#,'paymentToken':'t','items':[{'productId':#,'quantity':1}]}";
    var same =
        "{'items':[{'quantity':1,'productId':#}], 'couponCode':null,"
            + " 'paymentToken':'t','customerId':#}";
    assertThat(read(one).digest()).isEqualTo(read(same).digest());
    assertThat(read(one).digest()).isNotEqualTo(read(one.replace("'t'", "'u'")).digest());
  }

  private static List<String> mistakes(String body) {
    var refusal = catchThrowableOfType(ProblemException.class, () -> read(body));
    assertThat(refusal.problem().status()).isEqualTo(422);
    return refusal.problem().errors().stream()
        .map(error -> error.field() + ": " + error.message())
        .toList();
  }

  private static PlaceOrder read(String body) {
    var json = Buffer.buffer(body.replace("#", "'" + ID + "'").replace('\'', '"'));
    return PlaceOrder.from(JsonBody.parse(json, JsonNode.class), CONFIG);
  }
}
