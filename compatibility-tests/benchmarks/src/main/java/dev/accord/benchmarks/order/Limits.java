package dev.accord.benchmarks.order;

import dev.accord.benchmarks.Load;
import dev.accord.benchmarks.Load.Amount;
import dev.accord.benchmarks.Load.Call;
import dev.accord.benchmarks.Measured;
import dev.accord.embedded.ChildProcess;
import dev.accord.embedded.FreePorts;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/** What the parts can do when nothing of ours is between them and the measurement. */
final class Limits {
  static final int BATCH_ROWS = 50;
  private static final String TOPIC = "raw";
  private static final int VALUE_BYTES = 300;
  private static final int CALLERS = 32;
  private static final int CALLS_MAX = 5_000_000;
  private static final int IN_FLIGHT_MAX = 20_000;

  private static final String TABLES =
      """
      create table raw_state (id bigint primary key, value bytea);
      create table raw_outbox (id bigint primary key, value bytea);
      create sequence raw_id
      """;

  /** State and event in one statement, which is a transaction. */
  private static final String INSERT =
      """
      with state as (
        insert into raw_state select nextval('raw_id'), $1 returning id, value)
      insert into raw_outbox select id, value from state
      """;

  private static final String INSERT_MANY =
      """
      with state as (
        insert into raw_state select nextval('raw_id'), v from unnest($1::bytea[]) v
        returning id, value)
      insert into raw_outbox select id, value from state
      """;

  private final Shop shop;
  private final Duration time;
  private final RandomGenerator random;

  Limits(Shop shop, Duration time, RandomGenerator random) {
    this.shop = shop;
    this.time = time;
    this.random = random;
    var connection = shop.connect();
    var unused = connection.query(TABLES).execute().await();
    connection.close().await();
  }

  /** Transactions of one statement each, one after the other on each connection. */
  Measured transactions(int connections) {
    return loops(connections, 1, this::insertOne);
  }

  /** Rows of state, with as many rows beside them, {@link #BATCH_ROWS} a transaction. */
  Measured batchedRows() {
    return loops(1, BATCH_ROWS, this::insertMany);
  }

  private interface Statement {
    Future<?> on(PgConnection connection);
  }

  private Future<?> insertOne(PgConnection connection) {
    return connection.preparedQuery(INSERT).execute(Tuple.of(Buffer.buffer(value())));
  }

  private Future<?> insertMany(PgConnection connection) {
    var values =
        IntStream.range(0, BATCH_ROWS).mapToObj(i -> Buffer.buffer(value())).toArray(Buffer[]::new);
    return connection.preparedQuery(INSERT_MANY).execute(Tuple.tuple().addValue(values));
  }

  private Measured loops(int count, int rows, Statement statement) {
    var connections = IntStream.range(0, count).mapToObj(i -> shop.connect()).toList();
    var nanos = new ConcurrentLinkedQueue<Long>();
    long start = System.nanoTime();
    var ended = new ArrayList<Future<Void>>();
    for (var connection : connections) {
      var done = Promise.<Void>promise();
      loop(connection, statement, rows, nanos, start, done);
      ended.add(done.future());
    }
    Future.all(ended).await();
    var measured = measured(nanos, start);
    connections.forEach(connection -> connection.close().await());
    return measured;
  }

  /** Each statement begins with the end of the one before; a chain of them all would grow. */
  private void loop(
      PgConnection connection,
      Statement statement,
      int rows,
      ConcurrentLinkedQueue<Long> nanos,
      long start,
      Promise<Void> done) {
    long begun = System.nanoTime();
    if (begun - start > time.toNanos()) {
      done.complete();
      return;
    }
    statement
        .on(connection)
        .onComplete(
            ended -> {
              long took = System.nanoTime() - begun;
              for (int i = 0; i < rows; i++) {
                nanos.add(took);
              }
              loop(connection, statement, rows, nanos, start, done);
            },
            done::tryFail);
  }

  /** Records acknowledged by all, as many under way as the producer takes. */
  Measured produce() throws Exception {
    return produce(IN_FLIGHT_MAX, Map.of("linger.ms", "5", "batch.size", "65536"));
  }

  /** Records one by one. */
  Measured produceOneByOne() throws Exception {
    return produce(1, Map.of("linger.ms", "0"));
  }

  private Measured produce(int inFlight, Map<String, String> own) throws Exception {
    var settings = new HashMap<String, Object>(own);
    settings.put("bootstrap.servers", shop.bootstrapServers());
    settings.put("acks", "all");
    makeTopic();
    var nanos = new ConcurrentLinkedQueue<Long>();
    var free = new Semaphore(inFlight);
    Serializer<byte[]> bytes = new ByteArraySerializer();
    try (var producer = new KafkaProducer<>(settings, bytes, bytes)) {
      long start = System.nanoTime();
      while (System.nanoTime() - start < time.toNanos()) {
        free.acquire();
        long sent = System.nanoTime();
        var unused =
            producer.send(
                new ProducerRecord<>(TOPIC, value()),
                (metadata, failure) -> {
                  if (failure == null) {
                    nanos.add(System.nanoTime() - sent);
                  }
                  free.release();
                });
      }
      free.acquire(inFlight);
      return measured(nanos, start);
    }
  }

  private void makeTopic() throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", shop.bootstrapServers()))) {
      if (!admin.listTopics().names().get().contains(TOPIC)) {
        var unused = admin.createTopics(List.of(new NewTopic(TOPIC, 4, (short) 1))).all().get();
      }
    }
  }

  /** POSTs to a server that does nothing with them. */
  Measured bareHandler(Path log) throws Exception {
    int port = FreePorts.one();
    var command =
        ChildProcess.java(
            List.of("-XX:+UseSerialGC", "-Xmx128m"),
            BareServer.class,
            List.of(Integer.toString(port)));
    var url = URI.create("http://127.0.0.1:" + port);
    var call = Call.post("/orders", "{\"customerId\":\"1\",\"items\":[],\"paymentToken\":\"t\"}");
    try (var server = ChildProcess.start(command, Map.of(), log)) {
      Waiting.until("bare server", () -> !Load.send(url, call).isEmpty());
      var unused = Load.run(url, new Amount(CALLERS, CALLS_MAX, time), n -> call);
      var measured = Load.run(url, new Amount(CALLERS, CALLS_MAX, time), n -> call);
      server.stop();
      return measured;
    }
  }

  /** Random: equal payloads would let compression and caches shine. */
  private byte[] value() {
    var value = new byte[VALUE_BYTES];
    random.nextBytes(value);
    return value;
  }

  private static Measured measured(ConcurrentLinkedQueue<Long> nanos, long start) {
    var elapsed = Duration.ofNanos(System.nanoTime() - start);
    return new Measured(
        new ArrayList<>(nanos).stream().mapToLong(Long::longValue).toArray(), 0, elapsed);
  }
}
