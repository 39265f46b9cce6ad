package org.unroll4j.studies.demand.head;

import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.distribution.PointMass;

/**
 * One value per step, in units of the scale.
 *
 * <pre>{@code
 * ŷ = scale·m,  m = g(z), or the bounded m(z) where values may be negative
 * e = m − y/scale
 *
 * mse    e²
 * mae    |e|
 * huber  ½·e² where |e| ≤ δ, else δ·(|e| − ½·δ)
 * }</pre>
 *
 * <p>A censored step costs nothing where ŷ ≥ y.
 */
final class PointHead implements Head {

  private final HeadConfig config;

  PointHead(HeadConfig config) {
    this.config = config;
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public double loss(double[] z, Target target, double[] gradient) {
    gradient[0] = 0;
    boolean soldOut = target.stockout();
    if (soldOut && config.stockouts() == Stockouts.MASKED) {
      return 0;
    }
    double[] slope = new double[1];
    double e = inScales(z[0], slope) - target.y() / target.scale();
    if (soldOut && config.stockouts() == Stockouts.CENSORED && e >= 0) {
      return 0;
    }
    gradient[0] = slope[0] * lossSlope(e);
    return loss(e);
  }

  private double loss(double e) {
    double delta = config.huberDelta();
    return switch (config.kind()) {
      case MSE -> e * e;
      case MAE -> Math.abs(e);
      default -> Math.abs(e) <= delta ? e * e / 2 : delta * (Math.abs(e) - delta / 2);
    };
  }

  private double lossSlope(double e) {
    double delta = config.huberDelta();
    return switch (config.kind()) {
      case MSE -> 2 * e;
      case MAE -> Math.signum(e);
      default -> Math.max(-delta, Math.min(delta, e));
    };
  }

  private double inScales(double z, double[] slope) {
    if (config.nonNegative()) {
      return Links.positive(z, slope, 0);
    }
    slope[0] = Links.boundedSlope(z);
    return Links.bounded(z);
  }

  @Override
  public Distribution distribution(double[] z, double scale) {
    return new PointMass(scale * inScales(z[0], new double[1]));
  }
}
