/**
 * {@code accord.yaml}: what a contracts folder says about its topics, subjects and policy.
 *
 * <p>Start at {@link dev.accord.model.config.ConfigReader}. Immutable, safe for any thread.
 */
@NullMarked
@CheckReturnValue
package dev.accord.model.config;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
