/**
 * The real parts that tests of the runtime share: one broker, one PostgreSQL, one stand-in for the
 * registry that can be switched off. Start at {@link dev.accord.runtime.backends.Backends}.
 */
@NullMarked
@CheckReturnValue
package dev.accord.runtime.backends;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
