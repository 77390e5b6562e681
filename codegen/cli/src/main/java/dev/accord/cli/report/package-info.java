/**
 * Prints one {@link dev.accord.checks.finding.FindingReport} for people, scripts and review tools.
 *
 * <p>Start at {@link dev.accord.cli.report.ReportFormat}. Printing is pure: nothing is read but the
 * report and the {@link dev.accord.cli.report.Presentation}; any thread may print.
 */
@NullMarked
@CheckReturnValue
package dev.accord.cli.report;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
