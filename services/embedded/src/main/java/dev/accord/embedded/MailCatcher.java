package dev.accord.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * An SMTP server on 127.0.0.1 that takes every mail and delivers none. It keeps the newest {@value
 * #MAILS_MAX} in memory. A recipient that begins with {@code bounce} is refused for good (550), as
 * a server refuses an unknown mailbox. For several threads.
 */
public final class MailCatcher implements AutoCloseable {
  private static final int MAILS_MAX = 1_000;
  private static final int MAILBOX_UNAVAILABLE = 550;
  private static final int LOCAL_ERROR = 451;

  private final Clock clock;
  private final SMTPServer server;
  private final Deque<CaughtMail> mails = new ArrayDeque<>();
  private final Object pace = new Object();
  private Duration delay = Duration.ZERO;

  private MailCatcher(int port, Clock clock) {
    this.clock = clock;
    server =
        SMTPServer.port(port)
            .bindAddress(InetAddress.getLoopbackAddress())
            .messageHandler(this::caught)
            .build();
  }

  /** Starts on a free port. */
  public static MailCatcher start(Clock clock) throws IOException {
    return start(FreePorts.one(), clock);
  }

  /** Starts; returns when mails are taken. */
  public static MailCatcher start(int port, Clock clock) {
    var catcher = new MailCatcher(port, clock);
    catcher.server.start();
    return catcher;
  }

  /** Where it listens. */
  public int port() {
    return server.getPortAllocated();
  }

  /** The mails, newest first. */
  public List<CaughtMail> mails() {
    synchronized (mails) {
      return List.copyOf(mails);
    }
  }

  /** How long each mail takes from now on, those under way too; as slow as some servers are. */
  public void slowDown(Duration newDelay) {
    synchronized (pace) {
      delay = newDelay;
      pace.notifyAll();
    }
  }

  /** Ends every connection. */
  @Override
  public void close() {
    slowDown(Duration.ZERO);
    server.stop();
  }

  private void caught(MessageContext context, String from, String to, byte[] bytes)
      throws RejectException {
    if (to.toLowerCase(Locale.ROOT).startsWith("bounce")) {
      throw new RejectException(MAILBOX_UNAVAILABLE, "no such mailbox");
    }
    try {
      dally();
      keep(CaughtMail.parse(clock.instant(), from, to, bytes));
    } catch (IOException e) {
      throw new RejectException(LOCAL_ERROR, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RejectException(LOCAL_ERROR, "stopping");
    }
  }

  private void dally() throws InterruptedException {
    long begin = System.nanoTime();
    synchronized (pace) {
      var left = delay;
      while (left.toMillis() > 0) {
        pace.wait(left.toMillis());
        left = delay.minusNanos(System.nanoTime() - begin);
      }
    }
  }

  private void keep(CaughtMail mail) {
    synchronized (mails) {
      mails.addFirst(mail);
      if (mails.size() > MAILS_MAX) {
        var unused = mails.removeLast();
      }
    }
  }
}
