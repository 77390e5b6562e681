/**
 * One stack in this JVM: broker, database, registry and services.
 *
 * <p>Start at {@link dev.accord.stack.local.LocalStack}. Everything here blocks the calling thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.stack.local;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
