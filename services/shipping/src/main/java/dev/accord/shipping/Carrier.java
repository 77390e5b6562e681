package dev.accord.shipping;

import dev.accord.runtime.launch.Settings;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who takes parcels, and where to.
 *
 * @param name as {@code ShipmentCreated} tells it
 * @param refused an address that contains one of these words, in any case, is refused
 */
record Carrier(String name, List<String> refused) {
  /** Orders without an address wait there for whoever ordered them. */
  static final String COUNTER = "collection at the counter";

  /** Lower-cases the words. */
  Carrier {
    refused = refused.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    if (name.isBlank() || refused.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("a carrier needs a name, and words that are not blank");
    }
  }

  /** Reads {@code shipping.…}. */
  static Carrier from(Settings settings) {
    return new Carrier(
        settings.text("shipping.carrier", "Accord Parcel"),
        settings.list("shipping.refused-addresses", List.of("refused")));
  }

  /** What becomes of a parcel to a customer of that state. Reasons never repeat the address. */
  Decision decide(CustomerState state, @Nullable String address) {
    return switch (state) {
      case UNKNOWN -> Decision.WAIT;
      case ERASED -> Decision.refuse("the customer was erased, and the address with them");
      case REGISTERED -> {
        if (address == null) {
          yield Decision.ship(COUNTER);
        }
        var lower = address.toLowerCase(Locale.ROOT);
        yield refused.stream().anyMatch(lower::contains)
            ? Decision.refuse("the carrier refuses the customer's address")
            : Decision.ship(name);
      }
    };
  }

  /** What is known of a customer here. */
  enum CustomerState {
    UNKNOWN,
    REGISTERED,
    ERASED
  }

  /**
   * What becomes of a parcel.
   *
   * @param detail the carrier of a parcel that goes, the reason of one that does not
   */
  record Decision(Kind kind, String detail) {
    /** Not enough is known yet. */
    static final Decision WAIT = new Decision(Kind.WAIT, "");

    enum Kind {
      WAIT,
      SHIP,
      REFUSE
    }

    static Decision ship(String carrier) {
      return new Decision(Kind.SHIP, carrier);
    }

    static Decision refuse(String reason) {
      return new Decision(Kind.REFUSE, reason);
    }
  }
}
