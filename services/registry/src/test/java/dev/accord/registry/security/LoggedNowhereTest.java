package dev.accord.registry.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.accord.embedded.KafkaBroker;
import dev.accord.registry.RunningRegistry;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Whatever is logged, at the finest level, is without credentials. */
class LoggedNowhereTest {
  private static final String PASSWORD = "open-sesame-4711";
  private static final String WRONG = "close-sesame-1174";
  private static final String TOKEN = "eyJhbGciOiJub25lIn0.c2VjcmV0LWNsYWltcw.c2lnbmF0dXJl";

  private final Recorder recorder = new Recorder();
  private final List<Logger> listened =
      List.of(logger("dev.accord"), logger("io.vertx"), logger("io.netty"));

  @BeforeEach
  void listen() {
    recorder.start();
    for (var logger : listened) {
      logger.setLevel(Level.TRACE);
      logger.addAppender(recorder);
    }
  }

  @AfterEach
  void stop() {
    for (var logger : listened) {
      logger.detachAppender(recorder);
      logger.setLevel(null);
    }
  }

  @Test
  void credentialsAreInNoLogAndInNoAnswer(@TempDir Path folder) throws Exception {
    var file = folder.resolve("passwords");
    AddPassword.add(file, "rita", "reader", PASSWORD);
    try (var broker = KafkaBroker.start(folder.resolve("kafka"));
        var registry =
            RunningRegistry.start(SecurityTest.config(broker, SecurityTest.basic(file)))) {
      var answers = new StringBuilder();
      var right = basic("rita:" + PASSWORD);
      for (var path : List.of("/subjects", "/subjects/none/versions", "/nowhere")) {
        answers.append(ask(registry, path, right));
      }
      for (var wrong :
          List.of(
              basic("rita:" + WRONG), basic(WRONG), "Basic " + WRONG, "Bearer " + TOKEN, TOKEN)) {
        answers.append(ask(registry, "/subjects", wrong));
        // Whoever is right again is slowed down no longer.
        answers.append(ask(registry, "/subjects", right));
      }
      assertClean(answers.toString());
    }
    assertThat(recorder.lines).anyMatch(line -> line.contains("/subjects"));
    assertClean(String.join("\n", recorder.lines));
  }

  @Test
  void aBadLineOfThePasswordFileIsNotRepeated(@TempDir Path folder) throws Exception {
    var file = folder.resolve("passwords");
    Files.writeString(file, "rita:" + PASSWORD + "\n");
    assertThatThrownBy(() -> Passwords.read(file, new byte[] {1}))
        .hasMessageContaining("line 1")
        .hasMessageNotContaining(PASSWORD);
    Files.writeString(file, "rita:reader," + PASSWORD + ":x\n");
    assertThatThrownBy(() -> Passwords.read(file, new byte[] {1}))
        .hasMessageContaining("line 1")
        .hasMessageNotContaining(PASSWORD);
  }

  private static String ask(RunningRegistry registry, String path, String credentials)
      throws Exception {
    return registry
        .send(HttpRequest.newBuilder(registry.url(path)).header("Authorization", credentials))
        .text();
  }

  private static void assertClean(String text) {
    for (var secret : List.of(PASSWORD, WRONG)) {
      assertThat(text).doesNotContain(secret, base64("rita:" + secret), base64(secret));
    }
    assertThat(text).doesNotContain(TOKEN, "c2lnbmF0dXJl");
  }

  private static String basic(String pair) {
    return "Basic " + base64(pair);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Logger logger(String name) {
    return (Logger) LoggerFactory.getLogger(name);
  }

  private static final class Recorder extends AppenderBase<ILoggingEvent> {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      var failure = event.getThrowableProxy();
      lines.add(
          event.getFormattedMessage()
              + event.getMDCPropertyMap()
              + (failure == null ? "" : ThrowableProxyUtil.asString(failure)));
    }
  }
}
