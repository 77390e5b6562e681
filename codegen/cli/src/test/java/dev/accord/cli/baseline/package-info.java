/** Tests of baselines on real git repositories, jars and HTTP servers. */
@NullMarked
package dev.accord.cli.baseline;

import org.jspecify.annotations.NullMarked;
