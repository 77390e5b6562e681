package dev.accord.stack.local;

import dev.accord.embedded.KafkaBroker;
import dev.accord.embedded.PaymentProvider;
import dev.accord.embedded.PostgresServer;
import dev.accord.runtime.kafka.KafkaConfig;
import dev.accord.runtime.kafka.Topics;
import dev.accord.stack.contracts.ContractFolder;
import dev.accord.stack.contracts.ReleasedSchemas;
import dev.accord.stack.mail.MailServer;
import dev.accord.stack.process.CannotRunException;
import dev.accord.stack.service.Deployments;
import dev.accord.stack.service.KnownService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Starts the parts of a stack, each as soon as those it needs are there. */
final class StartSequence {
  private static final long START_SECONDS_MAX = 60;
  private static final long ANSWER_SECONDS_MAX = 5;
  private static final long LOOK_MILLIS = 100;
  private static final int SECRET_BYTES = 32;

  private final StackPlan plan;
  private final Progress progress;
  private final Started started;
  private final Outside outside;
  private final Vertx vertx = Vertx.vertx();
  private final Deployments deployments = new Deployments(vertx);
  private final ServiceDatabases databases;
  private final String paymentSecret = newSecret();
  private @Nullable PostgresServer postgres;

  StartSequence(StackPlan plan, Progress progress, Started started) {
    this.plan = plan;
    this.progress = progress;
    this.started = started;
    this.outside = new Outside(progress, started);
    this.databases = new ServiceDatabases(vertx, plan.database());
  }

  /** Returns, when every part is ready, what looks after them from then on. */
  Attendance run() throws CannotRunException, InterruptedException {
    try {
      started.keep("Vert.x", () -> vertx.close().await());
      started.keep("the folder", plan.folder().hold());
      TakenPorts.refuse(plan);
      plan.folder().announce(plan.runFile(false, List.of()));
      startParts();
      return new Attendance(plan, progress, started, vertx, deployments, postgres);
    } catch (CannotRunException | InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw new CannotRunException("the stack did not start: " + e.getMessage(), e);
    }
  }

  private void startParts() throws Exception {
    var postgres = new FutureTask<Void>(this::startPostgres);
    new Thread(postgres, "start-postgres").start();
    try {
      startKafka();
      startRegistry();
      loadContracts();
      startMailServer();
      startProvider();
    } finally {
      finish(postgres);
    }
    startServices();
  }

  private static void finish(FutureTask<?> task) throws Exception {
    try {
      var unused = task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private void startKafka() throws Exception {
    var address = plan.bootstrapServers();
    if (plan.starts(Part.KAFKA)) {
      var folder = plan.folder().kafka(plan.ephemeral());
      progress.step(
          Part.KAFKA.label(),
          address,
          () -> started.keep(Part.KAFKA.label(), KafkaBroker.start(folder, plan.port(Part.KAFKA))));
    } else {
      outside.reach(Part.KAFKA, address, this::askKafka);
    }
  }

  private void askKafka() throws IOException, InterruptedException {
    Map<String, Object> settings = Map.of("bootstrap.servers", plan.bootstrapServers());
    try (var admin = Admin.create(settings)) {
      var unused = admin.describeCluster().clusterId().get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new IOException("no broker answers", e);
    }
  }

  private @Nullable Void startPostgres() throws Exception {
    var address = plan.database().url();
    if (plan.starts(Part.POSTGRES)) {
      var folder = plan.folder().postgres(plan.ephemeral());
      progress.step(
          Part.POSTGRES.label(),
          address,
          () -> {
            postgres = PostgresServer.start(folder, plan.port(Part.POSTGRES));
            started.keep(Part.POSTGRES.label(), postgres);
            databases.create();
          });
    }
    outside.reach(Part.POSTGRES, address, databases::prepare);
    return null;
  }

  private void startRegistry() throws Exception {
    if (plan.starts(Part.REGISTRY)) {
      var settings = settings(Part.REGISTRY);
      settings.put("registry.topic-replication", "1");
      ready(List.of(deploy(Part.REGISTRY, KnownService.REGISTRY, settings)));
    }
  }

  private void loadContracts() throws Exception {
    var contracts = ContractFolder.onClassPath();
    try (var schemas = new ReleasedSchemas(plan.registryUrl())) {
      outside.reach(Part.REGISTRY, plan.registryUrl(), schemas::ask);
      progress.step(
          "contracts",
          contracts.topics().size()
              + " topics, "
              + contracts.releases().size()
              + " released schemas",
          () -> {
            ensureTopics(contracts).forEach(progress::say);
            schemas.register(contracts);
          });
    }
  }

  private List<String> ensureTopics(ContractFolder contracts)
      throws CannotRunException, InterruptedException {
    var kafka = KafkaConfig.of(plan.bootstrapServers(), plan.registryUrl());
    return result("topics", Topics.ensure(vertx, kafka, contracts.topics()));
  }

  private void startMailServer() throws Exception {
    if (plan.starts(Part.MAILS)) {
      progress.step(
          Part.MAILS.label(),
          plan.url(Part.MAILS) + "/mails",
          () ->
              started.keep(
                  Part.MAILS.label(),
                  MailServer.start(
                      vertx, plan.port(Part.SMTP), plan.port(Part.MAILS), Clock.systemUTC())));
    }
  }

  private void startProvider() throws Exception {
    var ledger = plan.folder().providerLedger(plan.ephemeral());
    progress.step(
        Part.PROVIDER.label(),
        plan.url(Part.PROVIDER) + "/ledger",
        () -> {
          var folder = Files.createDirectories(ledger.toAbsolutePath().getParent());
          started.keep(
              Part.PROVIDER.label(),
              PaymentProvider.start(
                  vertx,
                  folder.resolve(ledger.getFileName()),
                  plan.port(Part.PROVIDER),
                  Clock.systemUTC()));
        });
  }

  private void startServices() throws Exception {
    var deployments = new ArrayList<Future<String>>();
    for (var part : Part.services()) {
      deployments.add(deploy(part, part.service().orElseThrow(), serviceSettings(part)));
    }
    ready(deployments);
    progress.step("samples", "products, stock and a customer", this::awaitSamples);
  }

  /** The services load them; the last to know a product is the order service, through Kafka. */
  private void awaitSamples() throws CannotRunException, InterruptedException {
    try (var readiness = new Readiness(vertx, plan, started)) {
      for (var part : Part.services()) {
        readiness.awaitHealth(part);
      }
      readiness.await(Part.ORDER, "/products", StackPlan.SAMPLE_PRODUCT);
    }
  }

  private Map<String, String> serviceSettings(Part part) {
    var settings = settings(part);
    settings.put("registry.url", plan.registryUrl());
    settings.putAll(databases.settings(part.label()));
    settings.putAll(settingsOfItsOwn(part));
    return settings;
  }

  private Map<String, String> settingsOfItsOwn(Part part) {
    return switch (part) {
      case ORDER -> Map.of("order.internal-secret", paymentSecret);
      case PAYMENT ->
          Map.of(
              "payment.order-url", plan.url(Part.ORDER),
              "payment.order-secret", paymentSecret,
              "payment.provider-url", plan.url(Part.PROVIDER));
      case NOTIFICATION ->
          Map.of(
              "order.url", plan.url(Part.ORDER),
              "smtp.host", plan.smtpServer().getHost(),
              "smtp.port", Integer.toString(plan.smtpServer().getPort()));
      case KAFKA, POSTGRES, REGISTRY, SMTP, MAILS, PROVIDER, INVENTORY, SHIPPING, ANALYTICS ->
          Map.of();
    };
  }

  /** What only this stack's order and payment service know; another one at each start. */
  private static String newSecret() {
    var bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private Map<String, String> settings(Part part) {
    var settings = new HashMap<String, String>();
    settings.put("http.port", Integer.toString(plan.port(part)));
    settings.put("kafka.bootstrap-servers", plan.bootstrapServers());
    return settings;
  }

  private Future<String> deploy(Part part, KnownService service, Map<String, String> given)
      throws CannotRunException, InterruptedException {
    long begin = System.nanoTime();
    var deployment = deployments.start(service, given);
    started.keep(part.label(), () -> deployments.stop(service));
    return deployment.onSuccess(id -> progress.done(part.label(), plan.url(part), begin));
  }

  private void ready(List<Future<String>> deployments)
      throws CannotRunException, InterruptedException {
    var unused = result("a service", Future.all(deployments));
  }

  private <T> T result(String label, Future<T> future)
      throws CannotRunException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS_MAX);
    while (System.nanoTime() < deadline) {
      try {
        return future.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        started.pause(0);
      }
    }
    throw new CannotRunException(
        label
            + " was not ready within "
            + START_SECONDS_MAX
            + " s; ACCORD_LOG=INFO accord up says what it waits for");
  }
}
