/**
 * Dead letters on the command line: which are meant, and what they say.
 *
 * <p>Start at {@link dev.accord.stack.letters.LetterChoice}. No threads, no connections.
 */
@NullMarked
@CheckReturnValue
package dev.accord.stack.letters;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
