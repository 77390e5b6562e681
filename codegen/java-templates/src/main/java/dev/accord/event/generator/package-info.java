/**
 * Runs in the build, never in a service: what the templates ask while avro-maven-plugin renders
 * them, and the files beside the classes in a client jar.
 *
 * <p>Start at {@link dev.accord.event.generator.ClientJar}. The templates see {@link
 * dev.accord.event.generator.Contract} as {@code $contract} and {@link
 * dev.accord.event.generator.JavaText} as {@code $javatext}. One thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.event.generator;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
