/**
 * The verbs that try a message: what one schema writes and another one reads.
 *
 * <p>Each verb is an entry; {@code dev.accord.cli.verb} adds them to the program. One thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.cli.value;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
