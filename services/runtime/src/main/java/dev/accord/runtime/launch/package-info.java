/**
 * Turns a service into a process: settings in, a deployed verticle out, an orderly stop at the end.
 *
 * <p>Start at {@link dev.accord.runtime.launch.Launcher}; a service's {@code main} is one call. Its
 * configuration records read {@link dev.accord.runtime.launch.Settings}. Settings belong to the one
 * thread that launches; what a service opens it hands to a {@link
 * dev.accord.runtime.launch.Lifetime}, used on the verticle's event loop.
 */
@NullMarked
@CheckReturnValue
package dev.accord.runtime.launch;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
