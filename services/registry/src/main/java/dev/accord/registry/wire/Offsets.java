package dev.accord.registry.wire;

import dev.accord.registry.problem.ErrorCode;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The headers that let a caller read what it wrote through any node: an answer says up to which
 * offset of the log it knows, and a request may ask a node to know as much.
 */
public final class Offsets {
  /** On every answer: everything up to this offset of the log is in it. */
  public static final String HEADER = "Accord-Offset";

  /** On a request: wait until everything up to this offset is known. */
  public static final String AT_LEAST = "Accord-Min-Offset";

  private Offsets() {}

  /** The offset that a header names, if it is there. */
  public static OptionalLong read(@Nullable String header) {
    if (header == null) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(header));
    } catch (NumberFormatException e) {
      throw ErrorCode.BAD_REQUEST.with("An offset is a whole number, not " + header);
    }
  }
}
