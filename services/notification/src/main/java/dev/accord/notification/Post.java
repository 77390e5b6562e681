package dev.accord.notification;

import dev.accord.notification.Customers.Recipient;
import dev.accord.notification.Mails.Due;
import dev.accord.notification.OrderClient.Order;
import io.vertx.core.Future;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.SMTPException;
import java.util.Optional;
import java.util.Set;

/** One attempt to tell a customer: asks the order service, finds the address, sends. */
final class Post {
  /**
   * What a server says of a mailbox or a mail it will never take (RFC 5321, 4.2.3); what it says of
   * us, such as 535, is somebody's to mend.
   */
  private static final Set<Integer> NEVER = Set.of(550, 551, 552, 553, 554, 556);

  private final OrderClient orders;
  private final Customers customers;
  private final MailClient smtp;
  private final String from;

  Post(OrderClient orders, Customers customers, MailClient smtp, String from) {
    this.orders = orders;
    this.customers = customers;
    this.smtp = smtp;
    this.from = from;
  }

  /**
   * Sends the mail; succeeds when the server has taken it.
   *
   * @return fails with {@link Undeliverable} if it can never be sent
   */
  Future<Void> send(Due mail) {
    return orders
        .find(mail.orderId())
        .compose(order -> recipient(order).compose(recipient -> hand(mail, order, recipient)));
  }

  private Future<Recipient> recipient(Order order) {
    return Optional.ofNullable(order.customerId())
        .map(customers::find)
        .orElseGet(() -> Future.failedFuture(new Undeliverable("the order names no customer")));
  }

  private Future<Void> hand(Due mail, Order order, Recipient recipient) {
    var message = Letter.of(mail, order, recipient, from).message(from, recipient, mail);
    return Future.succeededFuture(message)
        .compose(smtp::sendMail)
        .<Void>mapEmpty()
        .recover(Post::inOurWords);
  }

  private static Future<Void> inOurWords(Throwable failure) {
    if (failure instanceof SMTPException refusal && NEVER.contains(refusal.getReplyCode())) {
      return Future.failedFuture(
          new Undeliverable("the mail server refuses it: " + refusal.getReplyMessage()));
    }
    // The client's word for an address that it cannot read.
    return failure instanceof IllegalArgumentException
        ? Future.failedFuture(new Undeliverable("the customer's mail address cannot be used"))
        : Future.failedFuture(failure);
  }
}
