/**
 * The public API of the classes that our templates generate from a schema, and what a change of the
 * schema does to the code that calls them.
 *
 * <p>Start at {@link dev.accord.checks.generated.GeneratedApi}. Pure, safe for any thread; the
 * evolution matrix holds it against a compiler.
 */
@NullMarked
@CheckReturnValue
package dev.accord.checks.generated;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
