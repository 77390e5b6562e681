package dev.accord.runtime.backends;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.accord.event.Event;
import dev.accord.runtime.inbox.Inbox;
import dev.accord.runtime.kafka.KafkaConfig;
import dev.accord.runtime.outbox.Outbox;
import dev.accord.runtime.outbox.OutboxConfig;
import dev.accord.runtime.sql.Database;
import dev.accord.runtime.sql.DatabaseConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;

/** A service with an outbox in its own schema. */
public final class TestService implements AutoCloseable {
  public final Vertx vertx;
  public final Database database;
  public final KafkaConfig kafka;
  public final MeterRegistry meters = new SimpleMeterRegistry();
  public final Outbox outbox;

  public TestService(
      Vertx vertx,
      DatabaseConfig where,
      KafkaConfig kafka,
      OutboxConfig config,
      List<Class<? extends Event>> events) {
    this.vertx = vertx;
    this.kafka = kafka;
    database = Await.get(Database.open(vertx, where, List.of(Outbox.MIGRATIONS, Inbox.MIGRATIONS)));
    outbox =
        Await.get(
            Outbox.open(
                vertx,
                database,
                kafka,
                config,
                events,
                UuidCreator::getTimeOrderedEpochPlus1,
                meters));
  }

  /** Emits one event in a transaction of its own. */
  public void emit(Event event) {
    var unused = Await.get(outbox.inTransaction(tx -> tx.emit(event)));
  }

  public List<Row> rows(String sql) {
    var rows = new ArrayList<Row>();
    Await.get(database.pool().query(sql).execute()).forEach(rows::add);
    return rows;
  }

  public long count(String sql) {
    return rows(sql).get(0).getLong(0);
  }

  @Override
  public void close() {
    Await.get(outbox.close().eventually(database::close));
  }
}
