package dev.accord.embedded;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a payment provider did, under the key of the request that asked for it. An entry is on disk
 * before anybody hears of it, so that it outlives whoever is killed. Every method may block; for
 * several threads.
 */
final class ProviderLedger implements AutoCloseable {
  /** Kinds of entries. */
  static final String CHARGE = "charge";

  static final String DECLINE = "decline";
  static final String REFUND = "refund";

  private static final String KIND = "kind";
  private static final String REQUEST = "request";
  private static final String AMOUNT = "amount";

  private final FileChannel file;
  private final Clock clock;
  private final Map<String, JsonObject> entries = new LinkedHashMap<>();

  /**
   * What a request found.
   *
   * @param entry what was done under its key
   * @param isNew whether this request did it
   */
  record Found(JsonObject entry, boolean isNew) {}

  private ProviderLedger(FileChannel file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /** Opens a ledger; what it says already holds. */
  static ProviderLedger open(Path path, Clock clock) throws IOException {
    var known = Files.exists(path) ? Files.readString(path) : "";
    var file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    var ledger = new ProviderLedger(file, clock);
    // Half a line is an entry that nobody heard of.
    int end = known.lastIndexOf('\n') + 1;
    if (end < known.length()) {
      var unused = file.truncate(known.substring(0, end).getBytes(StandardCharsets.UTF_8).length);
    }
    known.substring(0, end).lines().map(JsonObject::new).forEach(ledger::remember);
    return ledger;
  }

  /**
   * Does what is asked for, once a key.
   *
   * @return empty if the key was used for another request
   */
  synchronized Optional<Found> once(String key, String kind, JsonObject request)
      throws IOException {
    var earlier = entries.get(key);
    if (earlier != null) {
      return request.equals(earlier.getJsonObject(REQUEST))
          ? Optional.of(new Found(earlier, false))
          : Optional.empty();
    }
    var entry =
        new JsonObject()
            .put("key", key)
            .put(KIND, kind)
            .put("id", kind + "-" + (entries.size() + 1))
            .put("at", clock.instant().toString())
            .put(REQUEST, request);
    var line = ByteBuffer.wrap((entry.encode() + "\n").getBytes(StandardCharsets.UTF_8));
    while (line.hasRemaining()) {
      var unused = file.write(line);
    }
    file.force(false);
    remember(entry);
    return Optional.of(new Found(entry, true));
  }

  /** The charge of that id. */
  synchronized Optional<JsonObject> charge(String id) {
    return entries.values().stream()
        .filter(entry -> entry.getString(KIND).equals(CHARGE) && entry.getString("id").equals(id))
        .findFirst();
  }

  /** What is left of a charge after every refund of it but the one under that key. */
  synchronized BigDecimal leftOf(JsonObject charge, String butKey) {
    var left = new BigDecimal(charge.getJsonObject(REQUEST).getString(AMOUNT));
    for (var entry : entries.values()) {
      var request = entry.getJsonObject(REQUEST);
      if (entry.getString(KIND).equals(REFUND)
          && !entry.getString("key").equals(butKey)
          && charge.getString("id").equals(request.getString(CHARGE))) {
        left = left.subtract(new BigDecimal(request.getString(AMOUNT)));
      }
    }
    return left;
  }

  /** Every charge and every refund, the oldest first. */
  synchronized JsonObject told() {
    var charges = new JsonArray();
    var refunds = new JsonArray();
    for (var entry : entries.values()) {
      var told = entry.copy();
      told.mergeIn(told.getJsonObject(REQUEST)).remove(REQUEST);
      switch (entry.getString(KIND)) {
        case CHARGE -> charges.add(told);
        case REFUND -> refunds.add(told);
        default -> {}
      }
    }
    return new JsonObject().put("charges", charges).put("refunds", refunds);
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }

  private void remember(JsonObject entry) {
    entries.put(entry.getString("key"), entry);
  }
}
