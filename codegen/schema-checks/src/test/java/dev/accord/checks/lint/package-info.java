/** Every lint rule on its folder of cases, and our own contracts under all of them. */
@NullMarked
package dev.accord.checks.lint;

import org.jspecify.annotations.NullMarked;
