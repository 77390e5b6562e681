package dev.accord.order;

import com.fasterxml.jackson.databind.JsonNode;
import dev.accord.inventory.InventoryService;
import dev.accord.testbed.RunningService;
import dev.accord.testbed.TestTopics;
import dev.accord.testbed.Testbed;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Order and inventory service on a real broker, PostgreSQL and registry. */
record Shop(Testbed bed, RunningService orders) implements AutoCloseable {
  static Shop open() throws Exception {
    var bed = Testbed.open();
    try {
      var unused = bed.start("inventory", InventoryService::new, Map.of());
      return new Shop(bed, bed.start("order", OrderService::new, Map.of()));
    } catch (Exception | AssertionError e) {
      bed.close();
      throw e;
    }
  }

  TestTopics topics() {
    return bed.topics();
  }

  HttpResponse<String> get(String path) {
    return orders.get(path);
  }

  HttpResponse<String> head(String path) {
    return orders.head(path);
  }

  HttpResponse<String> delete(String path) {
    return orders.delete(path);
  }

  HttpResponse<String> post(String path, String json, String... headers) {
    return orders.post(path, json, headers);
  }

  static JsonNode json(HttpResponse<String> response) {
    return RunningService.json(response);
  }

  /** The one value that a statement gives, as text. */
  String sql(String statement) {
    return bed.sql(statement);
  }

  static void until(String what, BooleanSupplier condition) {
    Testbed.until(what, condition);
  }

  @Override
  public void close() throws IOException {
    bed.close();
  }
}
