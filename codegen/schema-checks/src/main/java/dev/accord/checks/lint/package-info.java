/**
 * Judges how contracts are written, without any older version: names, docs, shapes, types, and who
 * answers for them.
 *
 * <p>Start at {@link dev.accord.checks.lint.Lint}. A rule is a value; the rules of one theme are in
 * one class. A shared type is judged once, however many events use it. Pure, safe for any thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.checks.lint;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
