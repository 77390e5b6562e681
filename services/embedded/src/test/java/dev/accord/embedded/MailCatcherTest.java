package dev.accord.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailCatcherTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private MailCatcher catcher;

  @BeforeEach
  void start() throws Exception {
    catcher = MailCatcher.start(Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @AfterEach
  void stop() {
    catcher.close();
  }

  @Test
  void everyMailIsKeptTheNewestFirst() throws Exception {
    send("a@example.com", "first");
    send("b@example.com", "zweite: größer");
    assertThat(catcher.mails())
        .extracting(CaughtMail::subject)
        .containsExactly("zweite: größer", "first");
    var newest = catcher.mails().get(0);
    assertThat(newest.to()).isEqualTo("b@example.com");
    assertThat(newest.from()).isEqualTo("shop@example.com");
    assertThat(newest.text().strip()).isEqualTo("Größe: ½");
    assertThat(newest.header("x-order-id")).contains("42");
    assertThat(newest.receivedAt()).isEqualTo(NOW);
  }

  @Test
  void aMailboxCanBeRefused() {
    assertThatThrownBy(() -> send("bounce@example.com", "lost"))
        .isInstanceOf(MessagingException.class)
        .hasMessageContaining("550");
    assertThat(catcher.mails()).isEmpty();
  }

  private void send(String to, String subject) throws MessagingException {
    var settings = new Properties();
    settings.put("mail.smtp.host", "127.0.0.1");
    settings.put("mail.smtp.port", Integer.toString(catcher.port()));
    var message = new MimeMessage(Session.getInstance(settings));
    message.setFrom(new InternetAddress("shop@example.com"));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
    message.setSubject(subject, "UTF-8");
    message.setText("Größe: ½", "UTF-8");
    message.setHeader("X-Order-Id", "42");
    Transport.send(message);
  }
}
