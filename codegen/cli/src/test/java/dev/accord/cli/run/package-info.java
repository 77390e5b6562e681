/** Tests of what all verbs share. */
@NullMarked
package dev.accord.cli.run;

import org.jspecify.annotations.NullMarked;
