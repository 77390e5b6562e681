/** What the gate says about callers of generated classes, held against a compiler. */
@NullMarked
package dev.accord.matrix.generated;

import org.jspecify.annotations.NullMarked;
