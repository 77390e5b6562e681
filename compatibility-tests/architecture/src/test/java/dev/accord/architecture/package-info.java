/**
 * Tests of the whole tree: which module may see which, how big things may grow, and what must not
 * stand in a file.
 */
@NullMarked
package dev.accord.architecture;

import org.jspecify.annotations.NullMarked;
