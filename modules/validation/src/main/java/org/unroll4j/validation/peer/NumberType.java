package org.unroll4j.validation.peer;

/** The floating point type that a case is computed in. */
public enum NumberType {
  /** 32 bits, unit roundoff 2⁻²⁴. */
  FLOAT(0x1p-24),
  /** 64 bits, unit roundoff 2⁻⁵³. */
  DOUBLE(0x1p-53);

  private final double unitRoundoff;

  NumberType(double unitRoundoff) {
    this.unitRoundoff = unitRoundoff;
  }

  /** The largest relative error of rounding a number to this type. */
  public double unitRoundoff() {
    return unitRoundoff;
  }

  /** The number of this type that is nearest to a value. */
  public double round(double value) {
    return this == FLOAT ? (float) value : value;
  }
}
