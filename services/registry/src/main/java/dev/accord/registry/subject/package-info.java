/**
 * What the registry knows and decides, without a clock, a file or a network.
 *
 * <p>Start at {@link dev.accord.registry.subject.RegistryState}: a value that commands decide
 * against and that every record of the log is applied to. A restart, a follower and the leader go
 * the same way. All types are immutable and usable from any thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.registry.subject;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
