/** Tests of finding and reading contracts. */
@NullMarked
package dev.accord.cli.source;

import org.jspecify.annotations.NullMarked;
