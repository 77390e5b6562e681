/** Tests of findings and reports as values. */
@NullMarked
package dev.accord.checks.finding;

import org.jspecify.annotations.NullMarked;
