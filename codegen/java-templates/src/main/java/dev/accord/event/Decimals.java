package dev.accord.event;

import java.math.BigDecimal;

/** Exact decimals in the width a contract grants. For generated builders. */
public final class Decimals {
  private Decimals() {}

  /**
   * The value with exactly {@code scale} digits after the point, as a reader will see it.
   *
   * @throws IllegalArgumentException if that would round the value or take more than {@code
   *     precision} digits; the message names the field
   */
  public static BigDecimal exact(String field, BigDecimal value, int precision, int scale) {
    if (value.stripTrailingZeros().scale() > scale) {
      throw new IllegalArgumentException(
          field + ": " + value.toPlainString() + " has more than " + scale + " decimal places");
    }
    var exact = value.setScale(scale);
    if (exact.precision() > precision) {
      throw new IllegalArgumentException(
          field + ": " + value.toPlainString() + " has more than " + precision + " digits");
    }
    return exact;
  }
}
