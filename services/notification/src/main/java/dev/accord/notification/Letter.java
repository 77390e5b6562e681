package dev.accord.notification;

import dev.accord.notification.Customers.Recipient;
import dev.accord.notification.Mails.Due;
import dev.accord.notification.OrderClient.Order;
import io.vertx.ext.mail.MailMessage;
import java.util.Optional;

/**
 * The words of a mail. Pure.
 *
 * @param messageId for the header of that name (RFC 5322, 3.6.4), with its brackets
 */
record Letter(String messageId, String subject, String text) {
  /** The header that names the order, for filters. */
  static final String ORDER_HEADER = "X-Order-Id";

  /** What there is to say of an order that came so far. */
  static Letter of(Due mail, Order order, Recipient recipient, String from) {
    var name = "Your order " + mail.orderId();
    var price = order.amount().toPlainString() + " " + order.currency();
    return switch (mail.status()) {
      case PAID ->
          letter(mail, from, recipient, name + " is paid", "We received " + price + " for it.");
      case SHIPPED ->
          letter(mail, from, recipient, name + " is on its way", tracking(order) + "Enjoy it!");
      case CANCELLED ->
          letter(
              mail,
              from,
              recipient,
              name + " was cancelled",
              "The reason: "
                  + Optional.ofNullable(order.reason()).orElse("not told")
                  + "\nNothing is owed; what was paid is returned.");
      case UNKNOWN, PENDING, RESERVED ->
          throw new Undeliverable("customers are told nothing at " + mail.status());
    };
  }

  MailMessage message(String from, Recipient recipient, Due mail) {
    return new MailMessage()
        .setFrom(from)
        .setTo(recipient.email())
        .setSubject(subject)
        .setText(text)
        .addHeader("Message-ID", messageId)
        .addHeader(ORDER_HEADER, mail.orderId().toString());
  }

  private static Letter letter(
      Due mail, String from, Recipient recipient, String subject, String body) {
    var text = "Dear " + oneLine(recipient.name()) + ",\n\n" + subject + ".\n" + body + "\n";
    return new Letter(messageId(mail.eventId(), from), subject, text);
  }

  /** The event's id: a second copy of a mail is told from a second mail. */
  private static String messageId(String eventId, String from) {
    var local = eventId.replaceAll("[^A-Za-z0-9.-]", "-");
    return "<" + local + from.substring(from.indexOf('@')) + ">";
  }

  private static String tracking(Order order) {
    var number = order.trackingNumber();
    return number == null ? "" : "Follow it with the number " + oneLine(number) + ".\n";
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
