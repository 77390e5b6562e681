/** Tests of the ready files for continuous integration. */
@NullMarked
package dev.accord.cli.ci;

import org.jspecify.annotations.NullMarked;
