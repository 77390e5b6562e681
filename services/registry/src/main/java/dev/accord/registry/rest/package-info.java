/**
 * The Schema Registry interface over HTTP, in the shape of Confluent's release 8.3.
 *
 * <p>Start at {@link dev.accord.registry.rest.RegistryRoutes}. Everything runs on the event loop of
 * the request, except what judges or parses schemas, which runs on worker threads. No route catches
 * anything: refusals are {@link dev.accord.registry.problem.RegistryProblem}s and become answers in
 * one place.
 */
@NullMarked
@CheckReturnValue
package dev.accord.registry.rest;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
