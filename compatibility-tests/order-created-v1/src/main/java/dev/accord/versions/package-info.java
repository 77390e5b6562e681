/**
 * A consumer of the past: compiled against the first released version of OrderCreated. Start at
 * {@link dev.accord.versions.ReadOrderCreated}.
 */
@NullMarked
@CheckReturnValue
package dev.accord.versions;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
