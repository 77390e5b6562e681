/**
 * What every benchmark needs: a load with a fixed number of callers, what it measured, and what a
 * process costs. Start at {@link dev.accord.benchmarks.Load}; the benchmarks are the packages
 * below.
 */
@NullMarked
@CheckReturnValue
package dev.accord.benchmarks;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
