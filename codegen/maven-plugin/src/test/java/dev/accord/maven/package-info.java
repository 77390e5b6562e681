/** Tests of the goals, and the gate of this build: our own contracts have to pass. */
@NullMarked
package dev.accord.maven;

import org.jspecify.annotations.NullMarked;
