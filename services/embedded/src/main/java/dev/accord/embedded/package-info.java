/**
 * A real Kafka broker, a real PostgreSQL, an SMTP server and a payment provider, started inside or
 * beside this JVM on loopback addresses.
 *
 * <p>Start at {@link dev.accord.embedded.KafkaBroker}, {@link dev.accord.embedded.PostgresServer},
 * {@link dev.accord.embedded.MailCatcher} and {@link dev.accord.embedded.PaymentProvider}. The
 * first two keep their data in a folder, survive a killed JVM, and block the calling thread while
 * they start and stop; what starts one must close it.
 */
@NullMarked
@CheckReturnValue
package dev.accord.embedded;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
