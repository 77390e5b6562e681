/**
 * Three nodes of the registry on up to three brokers, each a process of its own, callers that never
 * rest, and faults one after the other. Start at {@link dev.accord.drills.registry.RegistryDrill}
 * for the command and {@link dev.accord.drills.registry.DrillRun} for one run, which blocks its
 * caller and has a thread for each caller of the registry.
 */
@NullMarked
@CheckReturnValue
package dev.accord.drills.registry;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
