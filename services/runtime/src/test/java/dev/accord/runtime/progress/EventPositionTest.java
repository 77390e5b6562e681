package dev.accord.runtime.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventPositionTest {
  @Test
  void aPositionIsReadBackAsItWasWrittenWithAnyKey() {
    for (var key : new String[] {"0193", "a/b", "/"}) {
      var position = new EventPosition("orders", "order", key, 7);
      assertThat(EventPosition.parse(position.toString())).isEqualTo(position);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "orders", "orders/order/1", "//k/1", "orders/order/k/0", "a/b/c/x"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> EventPosition.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
