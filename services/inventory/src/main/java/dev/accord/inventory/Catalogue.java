package dev.accord.inventory;

import dev.accord.runtime.http.JsonBody;
import dev.accord.runtime.outbox.Outbox;
import dev.accord.runtime.outbox.Tx;
import dev.accord.shop.product.ProductUpdated;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Products and stock that exist from the start. */
record Catalogue(List<Entry> entries) {
  private static final String SAMPLE = "sample-catalogue.json";

  /** A product with its first stock. */
  record Entry(UUID productId, String name, BigDecimal price, String currency, int stock) {
    Entry {
      if (name.isBlank() || price.signum() < 0 || stock < 0) {
        throw new IllegalArgumentException(
            productId + " needs a name, and a price and a stock of 0 or more");
      }
    }

    ProductUpdated updated(Instant now) {
      return ProductUpdated.newBuilder()
          .setProductId(productId)
          .setName(name)
          .setPrice(price)
          .setCurrency(currency)
          .setUpdatedAt(now)
          .build();
    }
  }

  Catalogue {
    entries = List.copyOf(entries);
  }

  /**
   * Reads a catalogue.
   *
   * @param name {@code sample}, {@code none} or a file
   * @throws IllegalArgumentException if it cannot be read, saying why
   */
  static Catalogue named(String name) {
    try {
      return switch (name) {
        case "none" -> new Catalogue(List.of());
        case "sample" -> sample();
        default -> parse(Files.readAllBytes(Path.of(name)));
      };
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(
          "inventory.catalogue="
              + name
              + " cannot be read ("
              + e
              + "): give sample, none or a file",
          e);
    }
  }

  /**
   * Adds the products that are not known yet, with their stock, and tells of them. What is known
   * stays as it is, so this may run at every start and in several instances.
   */
  Future<Void> load(Outbox outbox, Clock clock) {
    var now = clock.instant();
    return outbox.inTransaction(
        tx -> {
          var loaded = Future.<Void>succeededFuture();
          for (var entry : entries) {
            loaded = loaded.compose(ignored -> add(tx, entry, now));
          }
          return loaded;
        });
  }

  private static Future<Void> add(Tx tx, Entry entry, Instant now) {
    return tx.sql()
        .preparedQuery(
            """
            with added as (
              insert into product (id, name, price, currency, updated_at)
              values ($1, $2, $3, $4, $5) on conflict (id) do nothing returning id),
            stocked as (
              insert into stock_movement (product_id, kind, quantity, moved_at)
              select id, 'STOCKED', $6, $5 from added)
            insert into stock (product_id, available) select id, $6 from added
            """)
        .execute(
            Tuple.of(entry.productId(), entry.name())
                .addValue(Numeric.create(entry.price()))
                .addValue(entry.currency())
                .addValue(now.atOffset(ZoneOffset.UTC))
                .addInteger(entry.stock()))
        .compose(
            rows ->
                rows.rowCount() == 0
                    ? Future.succeededFuture()
                    : tx.emit(entry.updated(now)).mapEmpty());
  }

  private static Catalogue sample() throws IOException {
    try (var stream = Catalogue.class.getResourceAsStream(SAMPLE)) {
      if (stream == null) {
        throw new IllegalStateException(SAMPLE + " is missing in this jar");
      }
      return parse(stream.readAllBytes());
    }
  }

  private static Catalogue parse(byte[] json) {
    return new Catalogue(List.of(JsonBody.parse(Buffer.buffer(json), Entry[].class)));
  }
}
