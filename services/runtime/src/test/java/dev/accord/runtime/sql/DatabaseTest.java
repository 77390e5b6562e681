package dev.accord.runtime.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accord.embedded.PostgresServer;
import dev.accord.runtime.launch.DependencyAwayException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services' corners of one real server: made, filled, used and kept apart. */
class DatabaseTest {
  private static final Migrations SHOP = new Migrations("shop", "dev/accord/runtime/sql/shop");
  private static final Migrations LEDGER =
      new Migrations("ledger", "dev/accord/runtime/sql/ledger");
  private static final Migrations BROKEN =
      new Migrations("broken", "dev/accord/runtime/sql/broken");

  @TempDir static Path dataDir;
  private static PostgresServer postgres;
  private static Vertx vertx;

  @BeforeAll
  static void startServer() throws IOException {
    postgres = PostgresServer.start(dataDir);
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stopServer() throws IOException {
    var unused = vertx.close().await();
    postgres.close();
  }

  @Test
  void eachComponentsTablesAreBroughtUpToDateOnceAndOnlyOnce() throws Exception {
    var config = corner("tables");
    for (int start = 0; start < 2; start++) {
      var database = await(Database.open(vertx, config, List.of(LEDGER, SHOP)));
      assertThat(count(database, "select count(*) from shop_migrations where type = 'SQL'"))
          .isEqualTo(2);
      assertThat(count(database, "select count(*) from ledger_migrations where type = 'SQL'"))
          .isEqualTo(1);
      assertThat(count(database, "select count(note) from orders")).isZero();
      var unused = await(database.close());
    }
  }

  @Test
  void severalInstancesMayStartAtOnce() throws Exception {
    var config = corner("instances");
    var all =
        Future.all(
            Database.open(vertx, config, List.of(SHOP)),
            Database.open(vertx, config, List.of(SHOP)),
            Database.open(vertx, config, List.of(SHOP)));
    for (Database database : await(all).<Database>list()) {
      assertThat(count(database, "select count(*) from orders")).isZero();
      var unused = await(database.close());
    }
  }

  @Test
  void commitsWhatSucceedsAndRollsBackWhatFailsOrThrows() throws Exception {
    var database = open("transactions");
    var unusedCommit = await(database.inTransaction(sql -> insert(sql, 1)));
    var failed =
        database.inTransaction(
            sql -> insert(sql, 2).compose(ignored -> Future.failedFuture("no stock")));
    assertThatThrownBy(() -> await(failed)).hasMessage("no stock");
    var thrown =
        database.inTransaction(
            sql -> {
              var unused = insert(sql, 3);
              throw new IllegalStateException("defect");
            });
    assertThatThrownBy(() -> await(thrown)).hasMessage("defect");

    assertThat(count(database, "select sum(id) from orders")).isEqualTo(1);
    var unused = await(database.close());
  }

  @Test
  void aDeadlockIsRetriedOnlyWhenAsked() throws Exception {
    var database = open("conflicts");
    var attempts = new AtomicInteger();
    var unused = await(database.inRetriedTransaction(3, sql -> conflictTwice(sql, attempts)));
    assertThat(attempts).hasValue(3);

    attempts.set(0);
    assertThatThrownBy(() -> await(database.inTransaction(sql -> conflictTwice(sql, attempts))))
        .isInstanceOf(PgException.class)
        .hasMessageContaining("40P01");
    assertThat(attempts).hasValue(1);
    var unusedClose = await(database.close());
  }

  @Test
  void moneyIsReadExactlyThroughGetBigDecimal() throws Exception {
    var database = open("money");
    var amount = new BigDecimal("9007199254740993.10");
    var row =
        await(database.pool().preparedQuery("select $1::numeric(20, 2)").execute(Tuple.of(amount)))
            .iterator()
            .next();

    assertThat(row.getBigDecimal(0)).isEqualTo(amount);
    assertThat(row.getValue(0))
        .as("the generic reading is another type")
        .isInstanceOf(Numeric.class);
    var unused = await(database.close());
  }

  @Test
  void aServiceCannotTouchTheSchemaOfAnother() throws Exception {
    // A word of SQL, as the first service of the sample system is called.
    var mine = open("order");
    assertThat(count(mine, "select count(*) from orders")).isZero();
    var other = open("other");
    for (var sql :
        List.of(
            "select * from \"order\".orders",
            "create table \"order\".intruder (id int)",
            "create table public.intruder (id int)",
            "create schema intruder",
            "set role postgres")) {
      assertThatThrownBy(() -> await(other.pool().query(sql).execute()))
          .as(sql)
          .isInstanceOf(PgException.class)
          .hasMessageContaining("42501");
    }
    var unused = await(Future.all(mine.close(), other.close()));
  }

  @Test
  void makingACornerAgainKeepsItsTablesAndSetsThePassword() throws Exception {
    var database = open("again");
    var unusedInsert = await(database.inTransaction(sql -> insert(sql, 1)));
    var unusedAgain =
        await(
            Future.all(
                ServiceSchema.create(vertx, admin(), "again", "it's new", "again"),
                ServiceSchema.create(vertx, admin(), "again", "it's new", "again")));
    assertThat(count(database, "select count(*) from orders")).isEqualTo(1);
    var unused = await(database.close());
  }

  @Test
  void anAdministratorNeedsNotBeASuperuser() throws Exception {
    var unusedAdmin = await(ServiceSchema.create(vertx, admin(), "deputy", "", "deputy"));
    var superuser = await(Database.open(vertx, admin()));
    var unusedGrant =
        await(
            superuser
                .pool()
                .query("alter role deputy createrole; grant create on database postgres to deputy")
                .execute());
    var unusedCorner =
        await(ServiceSchema.create(vertx, config("deputy", "deputy"), "clerk", "", "clerk"));

    var database = await(Database.open(vertx, config("clerk", "clerk"), List.of(SHOP)));
    assertThat(count(database, "select count(*) from orders")).isZero();
    var unused = await(Future.all(database.close(), superuser.close()));
  }

  @Test
  void refusesAtOnceWhatWaitingCannotMend() throws Exception {
    var unused = corner("refused");
    assertThatThrownBy(() -> await(Database.open(vertx, config("nobody", "refused"))))
        .isInstanceOf(DatabaseRefusedException.class)
        .hasMessageContaining("check database.user and database.password");
    assertThatThrownBy(() -> await(Database.open(vertx, config("refused", "absent"))))
        .hasMessageContaining("has no schema absent");
    assertThatThrownBy(() -> await(Database.open(vertx, config("refused", "pg_catalog"))))
        .hasMessageContaining("lets refused not create tables in schema pg_catalog");
    var elsewhere =
        new DatabaseConfig("127.0.0.1", postgres.port(), "absent", "refused", "", "refused", 1);
    assertThatThrownBy(() -> await(Database.open(vertx, elsewhere)))
        .hasMessageContaining("create the database or set database.name");
    assertThatThrownBy(
            () -> await(Database.open(vertx, config("refused", "refused"), List.of(BROKEN))))
        .isInstanceOf(DatabaseRefusedException.class)
        .hasMessageContaining("the tables of broken in schema refused")
        .hasMessageContaining("tabel");
  }

  @Test
  void aPoolWithoutAFreeConnectionSaysSoInTime() throws Exception {
    var unusedCorner = corner("narrow");
    var config =
        new DatabaseConfig("127.0.0.1", postgres.port(), "postgres", "narrow", "", "narrow", 1);
    var database = await(Database.open(vertx, config));
    var goOn = Promise.<Void>promise();
    var holding = database.inTransaction(sql -> goOn.future());

    assertThatThrownBy(() -> await(database.check()))
        .isInstanceOf(DependencyAwayException.class)
        .hasMessageEndingWith("Timeout waiting for connection");

    goOn.complete();
    var unusedHolding = await(holding);
    var unused = await(database.close());
  }

  @Test
  void aStatementThatTakesTooLongIsEnded() throws Exception {
    var unusedCorner = corner("slow");
    var config =
        new DatabaseConfig(
            "127.0.0.1",
            postgres.port(),
            "postgres",
            "slow",
            "",
            "slow",
            2,
            Duration.ofMillis(200));
    var database = await(Database.open(vertx, config));
    assertThatThrownBy(() -> await(database.pool().query("select pg_sleep(30)").execute()))
        .hasMessageContaining("57014");
    var unused = await(database.close());
  }

  @Test
  void namesThatNeedQuotesAndPasswordsInTextAreRefused() {
    assertThatThrownBy(() -> config("u", "Order; drop schema public"))
        .hasMessageContaining("schema \"Order; drop schema public\" must be");
    var config = new DatabaseConfig("h", 1, "d", "u", "s3cret", "s", 1);
    assertThat(config.toString()).doesNotContain("s3cret");
  }

  private static Future<Void> conflictTwice(SqlConnection sql, AtomicInteger attempts) {
    return attempts.incrementAndGet() < 3
        ? sql.query("do $$ begin raise exception 'conflict' using errcode = '40P01'; end $$")
            .execute()
            .mapEmpty()
        : Future.succeededFuture();
  }

  private static Future<Void> insert(SqlConnection sql, int id) {
    return sql.preparedQuery("insert into orders (id, amount) values ($1, 1)")
        .execute(Tuple.of(id))
        .mapEmpty();
  }

  private static long count(Database database, String sql) throws Exception {
    return await(database.pool().query(sql).execute()).iterator().next().getLong(0);
  }

  private static Database open(String service) throws Exception {
    return await(Database.open(vertx, corner(service), List.of(SHOP)));
  }

  private static DatabaseConfig corner(String service) throws Exception {
    var unused = await(ServiceSchema.create(vertx, admin(), service, "pass", service));
    return config(service, service);
  }

  private static DatabaseConfig admin() {
    return config("postgres", "public");
  }

  private static DatabaseConfig config(String user, String schema) {
    return new DatabaseConfig("127.0.0.1", postgres.port(), "postgres", user, "pass", schema, 4);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(30, TimeUnit.SECONDS);
  }
}
