package dev.accord.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accord.runtime.launch.Settings;
import dev.accord.shipping.Carrier.CustomerState;
import dev.accord.shipping.Carrier.Decision;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CarrierTest {
  private final Carrier carrier = Carrier.from(Settings.of(Map.of()));

  @Test
  void aKnownAddressIsShippedTo() {
    assertThat(carrier.decide(CustomerState.REGISTERED, "1 Example Street"))
        .isEqualTo(Decision.ship("Accord Parcel"));
  }

  @Test
  void aScriptedAddressIsRefusedInAnyCaseAndNotRepeated() {
    for (var address : List.of("Refused Street 1", "12, THE REFUSED LANE")) {
      var decision = carrier.decide(CustomerState.REGISTERED, address);
      assertThat(decision.kind()).isEqualTo(Decision.Kind.REFUSE);
      assertThat(decision.detail()).doesNotContain(address);
    }
  }

  @Test
  void withoutAnAddressTheCustomerCollects() {
    assertThat(carrier.decide(CustomerState.REGISTERED, null))
        .isEqualTo(Decision.ship(Carrier.COUNTER));
  }

  @Test
  void aCustomerWhoIsUnknownIsWaitedForAndOneWhoIsErasedIsNot() {
    assertThat(carrier.decide(CustomerState.UNKNOWN, null)).isEqualTo(Decision.WAIT);
    assertThat(carrier.decide(CustomerState.ERASED, null).kind()).isEqualTo(Decision.Kind.REFUSE);
  }

  @Test
  void aBlankWordWouldRefuseEveryAddress() {
    assertThatThrownBy(() -> new Carrier("Parcel", List.of(" ")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
