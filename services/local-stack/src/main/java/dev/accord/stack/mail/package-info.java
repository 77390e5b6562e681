/**
 * The mails of a stack: caught over SMTP, shown over HTTP.
 *
 * <p>Start at {@link dev.accord.stack.mail.MailServer}, which blocks the calling thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.stack.mail;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
