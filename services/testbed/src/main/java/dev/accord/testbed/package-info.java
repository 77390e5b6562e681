/**
 * What a test of a service stands on: a real broker, PostgreSQL and registry, with the contracts
 * released and their topics there.
 *
 * <p>Start at {@link dev.accord.testbed.Testbed}. Everything here blocks the calling thread, and
 * fails a test with an {@link java.lang.AssertionError}.
 */
@NullMarked
@CheckReturnValue
package dev.accord.testbed;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
