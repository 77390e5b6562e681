package dev.accord.cli.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The JSON Schema (draft 2020-12) of {@link ReportFormat#JSON}. Within a version members may be
 * added, never changed or taken away.
 */
public final class FindingsSchema {
  /** What a report's {@code $schema} says. */
  public static final String ID = "urn:accord:findings:1";

  private FindingsSchema() {}

  /** The schema's text. */
  public static String text() {
    try (var in = FindingsSchema.class.getResourceAsStream("findings-1.schema.json")) {
      if (in == null) {
        throw new IllegalStateException("the jar lost findings-1.schema.json");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
