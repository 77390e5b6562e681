/**
 * Tells customers by mail how far their orders have come.
 *
 * <p>Start at {@link dev.accord.notification.NotificationService}. An event only notes that there
 * is something to say; orders are asked for and mails are sent outside of any transaction. Runs on
 * one event loop; may run many times beside itself on the same database.
 */
@NullMarked
@CheckReturnValue
package dev.accord.notification;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
