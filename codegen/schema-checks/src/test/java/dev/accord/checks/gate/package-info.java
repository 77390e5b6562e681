@NullMarked
package dev.accord.checks.gate;

import org.jspecify.annotations.NullMarked;
