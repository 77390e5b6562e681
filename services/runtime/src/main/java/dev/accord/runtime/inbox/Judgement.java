package dev.accord.runtime.inbox;

import dev.accord.runtime.event.EventDecoder;
import dev.accord.runtime.event.EventDecoder.Decoded;
import dev.accord.runtime.event.EventDecoder.Decoded.Expected;
import dev.accord.runtime.event.EventDecoder.Decoded.Undecodable;
import dev.accord.runtime.event.EventDecoder.Decoded.Unexpected;
import dev.accord.runtime.event.EventHeaders;
import dev.accord.runtime.inbox.DeadLetter.Reason;
import dev.accord.runtime.inbox.Handlers.Alone;
import dev.accord.runtime.inbox.Handlers.Effect;
import dev.accord.runtime.inbox.InboxConfig.UnknownEvents;
import io.vertx.core.Future;

/** What is to be done about a record, as far as its bytes and headers tell. */
sealed interface Judgement {
  /** Somebody handles it. */
  record Handle(Effect effect) implements Judgement {}

  /** Nobody wants it. */
  record PassOver() implements Judgement {}

  /** It can never be handled as it is. */
  record Park(Reason reason, String detail, Throwable cause) implements Judgement {
    static Park of(Reason reason, String detail) {
      return new Park(reason, detail, new IllegalStateException(detail));
    }
  }

  /** Judges a record; fails only if the registry is needed for that and away. */
  static Future<Judgement> of(
      Delivery delivery, EventDecoder decoder, Handlers handlers, UnknownEvents unknown) {
    var value = delivery.record().value();
    if (value == null) {
      return Future.succeededFuture(tombstone(delivery, handlers));
    }
    return decoder
        .decode(delivery.topic(), value)
        .map(decoded -> of(delivery, decoded, handlers, unknown));
  }

  private static Judgement tombstone(Delivery delivery, Handlers handlers) {
    var handler = handlers.tombstone(delivery.topic());
    var key = delivery.key();
    return handler.isEmpty() || key.isEmpty()
        ? new PassOver()
        : new Handle(new Alone(tx -> handler.get().handle(tx, key.get(), delivery)));
  }

  private static Judgement of(
      Delivery delivery, Decoded decoded, Handlers handlers, UnknownEvents unknown) {
    if (decoded instanceof Undecodable bad) {
      var reason =
          switch (bad.reason()) {
            case BYTES -> Reason.UNDECODABLE_BYTES;
            case SCHEMA_ID -> Reason.UNKNOWN_SCHEMA_ID;
          };
      return new Park(reason, bad.detail(), bad.cause());
    }
    if (decoded instanceof Unexpected unexpected) {
      return switch (unknown) {
        case IGNORE -> new PassOver();
        case PARK ->
            Park.of(Reason.UNKNOWN_EVENT, "nobody subscribed to " + unexpected.writerName());
      };
    }
    var expected = (Expected) decoded;
    var said = delivery.header(EventHeaders.TYPE);
    if (said.isPresent() && !said.get().equals(expected.type().name())) {
      return Park.of(
          Reason.TYPE_MISMATCH,
          "ce_type says " + said.get() + ", the bytes are " + expected.type().name());
    }
    return new Handle(handlers.effect(expected, delivery));
  }
}
