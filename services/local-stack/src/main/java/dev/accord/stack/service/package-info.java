/**
 * The services that can be started, and those of a stack while it runs. Start at {@link
 * dev.accord.stack.service.KnownService}; {@link dev.accord.stack.service.Deployments} is for
 * several threads.
 */
@NullMarked
@CheckReturnValue
package dev.accord.stack.service;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
