package dev.accord.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.embedded.FreePorts;
import dev.accord.embedded.PostgresServer;
import dev.accord.runtime.inbox.Inbox;
import dev.accord.runtime.outbox.Outbox;
import dev.accord.runtime.sql.Database;
import dev.accord.runtime.sql.DatabaseConfig;
import dev.accord.runtime.sql.Migrations;
import dev.accord.runtime.sql.ServiceSchema;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of a service that does not run, and what an operator sees of them. */
class OperationsTest {
  @TempDir static Path folder;

  private static final Vertx VERTX = Vertx.vertx();
  private static final Migrations ORDERS = new Migrations("orders", "dev/accord/order/migrations");
  private static PostgresServer postgres;
  private static Database database;

  @BeforeAll
  static void makeTables() throws Exception {
    postgres = PostgresServer.start(folder, FreePorts.one());
    var admin =
        new DatabaseConfig("127.0.0.1", postgres.port(), "postgres", "postgres", "", "public", 1);
    ServiceSchema.create(VERTX, admin, "shop", "secret", "shop").await();
    ServiceSchema.create(VERTX, admin, "shop", "secret", "empty").await();
    database =
        Database.open(
                VERTX,
                new DatabaseConfig(
                    "127.0.0.1",
                    postgres.port(),
                    "postgres",
                    "shop",
                    "secret",
                    "shop",
                    2,
                    Duration.ofSeconds(10)),
                List.of(ORDERS, Outbox.MIGRATIONS, Inbox.MIGRATIONS))
            .await();
  }

  @AfterAll
  static void stop() throws Exception {
    VERTX.close().await();
    postgres.close();
  }

  @BeforeEach
  void fill() {
    run("truncate inbox_parked restart identity");
    run("truncate outbox_parked");
    run(
        """
        insert into inbox_parked (subscription, topic, partition, "offset", key, value,
          header_names, header_values, event_id, event_type, reason, detail, stack_hash, schema_id,
          attempts, first_failed_at, blocks_key)
        select 'shop', 'orders', 1, n, convert_to('key-' || n, 'UTF8'), '\\x00ff', array['ce_id'],
          array['e' || n::text]::bytea[],
          'e' || n, 'shop.Paid', case n when 1 then 'HANDLER_FAILED' else 'UNDECODABLE_BYTES' end,
          'what went wrong', 'ab12', 7, 5, now(), true
        from generate_series(1, 3) n
        """);
  }

  @Test
  void theOutboxTellsWhatWaitsAndThatNobodyPublishes() {
    var text = accord("outbox", "status");
    assertThat(text.exitCode()).isZero();
    assertThat(text.out()).contains("unpublished 0", "slot 7", "does the service run?");
    var json = new JsonObject(accord("outbox", "status", "--format", "json").out());
    assertThat(json.getInteger("parkedEvents")).isZero();
    assertThat(json.getJsonArray("owners")).hasSize(8);
  }

  @Test
  void parkedEventsAreShownAndReleased() {
    run(
        """
        insert into outbox_parked (segment, slot, position, tx, id, topic, key, seq, type, source,
          time, traceparent, correlation, value, reason)
        values (0, 1, 5, '7', gen_random_uuid(), 'orders', 'key-1', 2, 'shop.Paid', 'shop', now(),
          '', '', '\\x0001', 'too large')
        """);
    assertThat(accord("outbox", "status").exitCode()).isEqualTo(1);
    assertThat(accord("outbox", "parked").out()).contains("orders key-1 #2 shop.Paid", "too large");
    assertThat(accord("outbox", "parked", "--topic", "others").out()).contains("nothing is parked");
    assertThat(accord("outbox", "republish", "--parked").out()).contains("1 events");
    var parked = new JsonArray(accord("outbox", "parked", "--format", "json").out());
    assertThat(parked.getJsonObject(0).getBoolean("released")).isTrue();
  }

  @Test
  void republishWantsToKnowWhat() {
    assertThat(accord("outbox", "republish").exitCode()).isEqualTo(2);
    assertThat(accord("outbox", "republish", "--since", "yesterday").err())
        .contains("yesterday is no time like 2026-11-23T20:00:00Z");
  }

  @Test
  void deadLettersAreListedByConditionAndShownWhole() {
    assertThat(accord("dlt", "ls").out().lines().filter(line -> line.contains("orders-1@")))
        .hasSize(3);
    assertThat(accord("dlt", "ls", "--reason", "handler-failed").out())
        .contains("1  handler-failed  orders-1@1  key key-1  shop.Paid")
        .doesNotContain("key-2");
    var shown = accord("dlt", "show", "1").out();
    assertThat(shown).contains("header ce_id", "e1", "AP8=", "ab12", "wait behind it");
    var json = new JsonObject(accord("dlt", "show", "1", "--format", "json").out());
    assertThat(json.getString("valueBase64")).isEqualTo("AP8=");
    var missing = accord("dlt", "show", "99");
    assertThat(missing.exitCode()).isEqualTo(4);
    assertThat(missing.err()).contains("there is no dead letter 99");
  }

  @Test
  void aRetryThatNobodyTakesUpSaysSo() {
    var retry = accord("dlt", "retry", "2", "--wait", "0");
    assertThat(retry.exitCode()).isEqualTo(1);
    assertThat(retry.out()).contains("does the service run?", "1 are still here");
    assertThat(count("asked = 'RETRY' and id = 2")).isEqualTo(1);
    assertThat(accord("dlt", "retry", "3", "--dry-run", "--wait", "0").exitCode()).isEqualTo(1);
    assertThat(count("asked = 'DRY_RUN' and id = 3")).isEqualTo(1);
  }

  @Test
  void discardingShowsFirstAndThenRemovesThoseMeant() {
    assertThat(accord("dlt", "discard").exitCode()).isEqualTo(2);
    assertThat(accord("dlt", "discard", "--key", "key-2", "--dry-run").out()).contains("key-2");
    assertThat(count("true")).isEqualTo(3);
    assertThat(accord("dlt", "discard", "--key", "key-2").out()).contains("1 dead letters");
    assertThat(count("true")).isEqualTo(2);
    assertThat(accord("dlt", "discard", "--all").out()).contains("2 dead letters");
  }

  @Test
  void ordersThatHaveNotEndedAreNamedWithWhatIsMissingAndWhoOwesIt() {
    var none = accord("saga", "check");
    assertThat(none.exitCode()).isZero();
    assertThat(none.out()).contains("every order has ended");
    run(
        """
        with known as (
          insert into customer (id, name, email, registered_at)
          values (gen_random_uuid(), 'Reader', 'reader@example.com', now()) returning id)
        insert into orders (id, customer_id, status, phase, amount, currency, payment_token,
          request_digest, created_at)
        select ('00000000-0000-4000-8000-00000000000' || n)::uuid, id, phase, phase, 1, 'EUR',
          'tok', '', now() - make_interval(secs => age)
        from known,
          (values (1, 'RESERVED', 90), (2, 'PAID', 5), (3, 'SHIPPED', 90)) as one (n, phase, age)
        """);
    var some = accord("saga", "check");
    assertThat(some.exitCode()).as(some.err()).isEqualTo(1);
    assertThat(some.out())
        .contains("0001 RESERVED for 9")
        .contains("payment owes PaymentCompleted or PaymentFailed")
        .doesNotContain("0002 ", "0003 ");
    var all = new JsonArray(accord("saga", "check", "--older-than", "0", "--format", "json").out());
    assertThat(all).hasSize(2);
    assertThat(all.getJsonObject(1).getString("owes")).isEqualTo("shipping");
    run("truncate customer cascade");
  }

  @Test
  void aServiceWithoutTablesIsNamedWithTheWayOut() {
    var run = accord("dlt", "ls", "--schema", "empty");
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err()).contains("schema empty", "has it been started with this version?");
  }

  @Test
  void withoutStackOrDatabaseTheWayOutIsSaid() {
    var run =
        CommandLineRun.of(
            "dlt", "ls", "--service", "order", "--data-dir", folder.resolve("none").toString());
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err()).contains("no stack runs on", "accord up", "--database URL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"outbox", "dlt", "saga"})
  void helpShowsExamples(String command) {
    assertThat(CommandLineRun.of(command, "--help").out()).contains("Examples:");
  }

  private static CommandLineRun accord(String... command) {
    var line = new ArrayList<>(List.of(command));
    line.addAll(
        List.of(
            "--service",
            "shop",
            "--database",
            "postgresql://shop:secret@127.0.0.1:" + postgres.port() + "/postgres"));
    return CommandLineRun.of(line);
  }

  private static void run(String sql) {
    var unused = database.pool().query(sql).execute().await();
  }

  private static long count(String condition) {
    return database
        .pool()
        .query("select count(*) from inbox_parked where " + condition)
        .execute()
        .await()
        .iterator()
        .next()
        .getLong(0);
  }
}
