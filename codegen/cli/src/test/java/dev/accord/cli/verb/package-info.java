@NullMarked
package dev.accord.cli.verb;

import org.jspecify.annotations.NullMarked;
