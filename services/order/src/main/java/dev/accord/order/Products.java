package dev.accord.order;

import dev.accord.runtime.outbox.Tx;
import dev.accord.runtime.sql.Database;
import dev.accord.shop.product.ProductUpdated;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The products as this service last heard of them; orders are taken without asking anybody. */
final class Products {
  /** A product as it is offered: name and price of one piece. */
  record Product(UUID productId, String name, BigDecimal price, String currency) {}

  private final Database database;

  Products(Database database) {
    this.database = database;
  }

  Future<List<Product>> all() {
    return database
        .withConnection(
            sql ->
                sql.query("select id, name, price, currency from product order by name, id")
                    .execute())
        .map(
            rows -> {
              var products = new ArrayList<Product>();
              rows.forEach(row -> products.add(product(row)));
              return products;
            });
  }

  static Future<Map<UUID, Product>> some(SqlClient sql, Collection<UUID> ids) {
    return sql.preparedQuery("select id, name, price, currency from product where id = any($1)")
        .execute(Tuple.of(ids.toArray(UUID[]::new)))
        .map(Products::byId);
  }

  /**
   * Takes over a product's name and price; news that is older than what is known is passed over.
   */
  static Future<Void> update(Tx tx, ProductUpdated event) {
    return tx.sql()
        .preparedQuery(
            """
            insert into product as known (id, name, price, currency, updated_at)
            values ($1, $2, $3, $4, $5)
            on conflict (id) do update set name = excluded.name, price = excluded.price,
              currency = excluded.currency, updated_at = excluded.updated_at
            where known.updated_at <= excluded.updated_at
            """)
        .execute(
            Tuple.of(event.getProductId(), event.getName())
                .addValue(Numeric.create(event.getPrice()))
                .addValue(event.getCurrency())
                .addValue(event.getUpdatedAt().atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }

  private static Map<UUID, Product> byId(RowSet<Row> rows) {
    var products = new HashMap<UUID, Product>();
    rows.forEach(row -> products.put(row.getUUID(0), product(row)));
    return products;
  }

  private static Product product(Row row) {
    return new Product(row.getUUID(0), row.getString(1), row.getBigDecimal(2), row.getString(3));
  }
}
