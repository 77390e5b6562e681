package dev.accord.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.accord.embedded.FreePorts;
import dev.accord.embedded.KafkaBroker;
import dev.accord.registry.node.Replica;
import dev.accord.runtime.launch.Settings;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The world does not do its part: each trouble is a clear sentence, and nothing is lost. */
class TroubleTest {
  private static final long PATIENCE_MINUTES = 2;

  @TempDir private Path folder;
  private final int kafkaPort = FreePorts.one();
  private final String topic;
  private final List<AutoCloseable> started = new ArrayList<>();

  TroubleTest(TestInfo test) {
    topic = test.getTestMethod().orElseThrow().getName();
  }

  @AfterEach
  void stop() throws Exception {
    for (int last = started.size() - 1; last >= 0; last--) {
      started.get(last).close();
    }
  }

  @Test
  void aNodeThatStartsWithoutKafkaSaysSoAndIsReadyWhenKafkaIsThere() throws Exception {
    var port = FreePorts.one();
    var vertx = Vertx.vertx();
    started.add(() -> vertx.close().await());
    var deployed =
        vertx.deployVerticle(
            new RegistryVerticle(config(Map.of("http.port", Integer.toString(port)))));
    var notReady = awaitAnswer(port, "/health/ready", "does not answer about topic");
    assertThat(notReady).contains("127.0.0.1:" + kafkaPort).contains(topic);
    assertThat(deployed.isComplete()).isFalse();
    startKafka();
    var unused = deployed.await(PATIENCE_MINUTES, TimeUnit.MINUTES);
    assertThat(awaitAnswer(port, "/subjects", "[]")).isEqualTo("[]");
  }

  @Test
  void whileKafkaIsAwayReadsGoOnAndNoWriteIsTakenForDone() throws Exception {
    var broker = startKafka();
    var node = start(Map.of());
    assertThat(register(node, 1).status()).isEqualTo(200);
    broker.close();
    var refused = register(node, 2);
    assertThat(refused.status()).as(refused.toString()).isIn(500, 503);
    assertThat(refused.text()).contains("error_code");
    assertThat(node.send("GET", "/subjects/s1/versions").text()).isEqualTo("[1]");

    startKafka();
    var registered = retry(node, 3);
    // The refused one may have been written all the same: then it has the id between.
    var second = node.send("GET", "/subjects/s2/versions").status() == 200;
    assertThat(id(registered)).isEqualTo(second ? 3 : 2);
    assertThat(id(register(node, 1))).isEqualTo(1);
  }

  @Test
  void aTopicThatWouldForgetIsNotServedAndTheReasonIsTold() throws Exception {
    var broker = startKafka();
    try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      var forgetful = new NewTopic(topic, 1, (short) 1);
      admin.createTopics(List.of(forgetful)).all().get(1, TimeUnit.MINUTES);
    }
    var port = FreePorts.one();
    var vertx = Vertx.vertx();
    started.add(() -> vertx.close().await());
    var deployed =
        vertx.deployVerticle(
            new RegistryVerticle(config(Map.of("http.port", Integer.toString(port)))));
    assertThat(awaitAnswer(port, "/health/ready", "cleanup.policy"))
        .contains("cleanup.policy=delete and would forget schemas: set it to compact");
    assertThat(awaitAnswer(port, "/subjects", "error_code")).contains("set it to compact");
    assertThat(deployed.isComplete()).isFalse();
  }

  @Test
  void aForeignRecordIsPassedOverWithAWarningThatNamesIt() throws Exception {
    var broker = startKafka();
    var node = start(Map.of());
    var warnings = new ListAppender<ILoggingEvent>();
    warnings.start();
    var logger = (Logger) LoggerFactory.getLogger(Replica.class);
    logger.addAppender(warnings);
    long offset;
    try (var foreign =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      offset = foreign.send(new ProducerRecord<>(topic, "hello", "world")).get().offset();
    }
    try {
      assertThat(register(node, 1).status()).isEqualTo(200);
      assertThat(warnings.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .anyMatch(line -> line.contains("offset " + offset + ": it is not JSON"));
    } finally {
      logger.detachAppender(warnings);
    }
  }

  @Test
  void aFollowerThatCannotReachTheLeaderSaysWhereItTried() throws Exception {
    startKafka();
    var nowhere = "http://127.0.0.1:" + FreePorts.one();
    start(Map.of("registry.advertised-url", nowhere));
    var follower = start(Map.of());
    var refused = register(follower, 1);
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.text()).contains("50003").contains(nowhere);
    assertThat(follower.send("GET", "/subjects").text()).isEqualTo("[]");
  }

  @Test
  void aTakenPortNamesTheOption() throws Exception {
    startKafka();
    var taken = start(Map.of()).url().getPort();
    assertThatThrownBy(() -> start(Map.of("http.port", Integer.toString(taken))))
        .hasMessageContaining("cannot listen on 127.0.0.1:" + taken)
        .hasMessageContaining("--http.port");
  }

  @Test
  void badCertificatesAreNamed() throws Exception {
    var noKey = Files.writeString(folder.resolve("key.pem"), "no key").toString();
    assertThatThrownBy(() -> start(Map.of("tls.key-file", noKey, "tls.certificate-file", noKey)))
        .hasMessageContaining(noKey);
    var absent = folder.resolve("absent.pem").toString();
    assertThatThrownBy(() -> start(Map.of("tls.key-file", absent, "tls.certificate-file", absent)))
        .hasMessageContaining(absent);
  }

  @CanIgnoreReturnValue
  private KafkaBroker startKafka() throws IOException {
    var broker = KafkaBroker.start(folder.resolve("kafka"), kafkaPort);
    started.add(broker);
    return broker;
  }

  @CanIgnoreReturnValue
  private RunningRegistry start(Map<String, String> given) {
    var node = RunningRegistry.start(config(given));
    started.add(node);
    return node;
  }

  private RegistryConfig config(Map<String, String> given) {
    var all = new HashMap<>(given);
    all.put("kafka", "127.0.0.1:" + kafkaPort);
    all.put("registry.topic", topic);
    all.put("registry.kafka-timeout", "2s");
    all.putIfAbsent("http.port", "0");
    var settings = Settings.of(all);
    var config = RegistryConfig.from(settings);
    settings.check();
    return config;
  }

  private static RunningRegistry.Answer register(RunningRegistry node, int n) throws Exception {
    return node.send(
        "POST",
        "/subjects/s" + n + "/versions",
        "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"R"
            + n
            + "\\\",\\\"fields\\\":[]}\"}");
  }

  private static int id(RunningRegistry.Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return ((JsonObject) answer.json()).getInteger("id");
  }

  private static RunningRegistry.Answer retry(RunningRegistry node, int n) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
    var answer = register(node, n);
    while (answer.status() != 200 && System.nanoTime() < deadline) {
      answer = register(node, n);
    }
    return answer;
  }

  /** The body of the first answer that contains a text. */
  private static String awaitAnswer(int port, String path, String text) throws Exception {
    var client = HttpClient.newHttpClient();
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
    var body = "";
    while (!body.contains(text)) {
      assertThat(System.nanoTime()).as(body).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      try {
        body = client.send(request, BodyHandlers.ofString()).body();
      } catch (IOException e) {
        body = "nobody listens yet";
      }
    }
    return body;
  }
}
