/**
 * Counts what the order system does, in views that can be built anew beside the old ones.
 *
 * <p>Start at {@link dev.accord.analytics.AnalyticsService}. An event and its effect on a view are
 * one transaction. Runs on one event loop; may run many times beside itself on the same database.
 */
@NullMarked
@CheckReturnValue
package dev.accord.analytics;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
