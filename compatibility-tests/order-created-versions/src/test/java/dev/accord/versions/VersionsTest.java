package dev.accord.versions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.runtime.event.EventDecoder;
import dev.accord.testbed.TestTopics;
import dev.accord.testbed.Testbed;
import dev.accord.versions.VersionService.Met;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three services, each built with another version of OrderCreated, on one topic. */
class VersionsTest {
  private static final int VERSIONS = 3;
  private static final int ROUNDS = 5;
  private static final List<UUID> ORDERS =
      LongStream.range(0, 4).mapToObj(n -> new UUID(0x4000, n)).toList();

  /** What reader N (the row) knows of an event of writer M (the column). */
  private static final List<List<String>> KNOWN =
      List.of(
          List.of("", "", ""),
          List.of("nobody", new UUID(0, 2).toString(), new UUID(0, 3).toString()),
          List.of("nobody EUR none", new UUID(0, 2) + " EUR none", new UUID(0, 3) + " CHF SPRING"));

  @TempDir static Path folder;

  private static final List<VersionProcess> services = new ArrayList<>();
  private static Testbed bed;

  /** Every service writes every order several times, all at once. */
  @BeforeAll
  static void write() throws Exception {
    bed = Testbed.open();
    for (int version = 1; version <= VERSIONS; version++) {
      services.add(new VersionProcess(bed, version, folder));
    }
    services.forEach(VersionProcess::untilReady);
    services.stream()
        .map(service -> CompletableFuture.runAsync(() -> writeAll(service)))
        .toList()
        .forEach(CompletableFuture::join);
    int written = VERSIONS * ROUNDS * ORDERS.size();
    for (var service : services) {
      Testbed.until(service.name() + " met all", () -> service.met().size() >= written);
    }
  }

  private static void writeAll(VersionProcess service) {
    for (int round = 1; round <= ROUNDS; round++) {
      for (var order : ORDERS) {
        service.place(order, round + ".50");
      }
    }
  }

  @AfterAll
  static void end() throws Exception {
    services.forEach(VersionProcess::close);
    bed.close();
  }

  @Test
  void everyVersionReadsWhatEveryVersionWrites() {
    for (int reader = 0; reader < VERSIONS; reader++) {
      for (int writer = 0; writer < VERSIONS; writer++) {
        var from = services.get(writer).name();
        var read =
            services.get(reader).met().stream().filter(one -> one.writer().equals(from)).toList();
        assertThat(read)
            .as("version %d reads version %d", reader + 1, writer + 1)
            .hasSize(ROUNDS * ORDERS.size())
            .extracting(Met::known)
            .containsOnly(KNOWN.get(reader).get(writer));
        assertThat(read)
            .allSatisfy(
                one -> assertThat(one.amount()).isEqualByComparingTo(one.sequence() + ".50"));
      }
    }
  }

  @Test
  void everyVersionMeetsTheEventsOfAnOrderInTheirOrderOnTheTopic() {
    for (var order : ORDERS) {
      var published =
          bed.topics().records("orders", order.toString()).stream()
              .map(record -> source(record) + " " + TestTopics.header(record, "accord_seq"))
              .toList();
      assertThat(published).hasSize(VERSIONS * ROUNDS).doesNotHaveDuplicates();
      for (var service : services) {
        assertThat(service.met())
            .filteredOn(one -> one.orderId().equals(order.toString()))
            .extracting(one -> one.writer() + " " + one.sequence())
            .as("%s, %s", service.name(), order)
            .isEqualTo(published);
      }
    }
  }

  @Test
  void nothingIsParked() {
    for (var service : services) {
      assertThat(bed.sql("select count(*) from " + service.name() + ".inbox_parked"))
          .isEqualTo("0");
      assertThat(bed.sql("select count(*) from " + service.name() + ".outbox_parked"))
          .isEqualTo("0");
    }
  }

  /** Otherwise the three would have written one version. */
  @Test
  void theTopicCarriesThreeVersions() {
    var schemaIds = new HashMap<String, Set<Integer>>();
    for (var record : bed.topics().records("orders", ORDERS.get(0).toString())) {
      schemaIds
          .computeIfAbsent(source(record), writer -> new HashSet<>())
          .add(EventDecoder.schemaId(record.value()));
    }
    assertThat(schemaIds.values())
        .hasSize(VERSIONS)
        .doesNotHaveDuplicates()
        .allSatisfy(ids -> assertThat(ids).hasSize(1));
  }

  private static String source(ConsumerRecord<byte[], byte[]> record) {
    return TestTopics.header(record, "ce_source");
  }
}
