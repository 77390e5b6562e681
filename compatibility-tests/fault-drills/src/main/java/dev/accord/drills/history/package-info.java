/**
 * What callers of a registry were told while things broke, and whether it can all be true. Start at
 * {@link dev.accord.drills.history.History} for noting and {@link
 * dev.accord.drills.history.Checker} for judging. A history takes notes from any thread; the
 * checker is pure and looks at a history that has ended.
 */
@NullMarked
@CheckReturnValue
package dev.accord.drills.history;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
