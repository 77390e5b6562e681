@NullMarked
package dev.accord.benchmarks;

import org.jspecify.annotations.NullMarked;
