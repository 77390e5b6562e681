/** Tests of the reports: expected texts, official schemas, and other people's parsers. */
@NullMarked
package dev.accord.cli.report;

import org.jspecify.annotations.NullMarked;
