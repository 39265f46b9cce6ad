package org.unroll4j.studies.demand.head;

import java.util.Arrays;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.distribution.QuantileCurve;
import org.unroll4j.data.distribution.RoundedCurve;
import org.unroll4j.data.distribution.Scaled;

/**
 * Quantiles in units of the scale, which cannot cross: each one is its inner neighbour's plus or
 * minus a positive step. At z = 0 they are those of the exponential distribution whose mean is the
 * scale.
 *
 * <pre>{@code
 * E(p) = −log(1 − p)                                            the exponential distribution's
 * vₐ = E(pₐ) + m(zₐ)                                            a: the level next to 1/2
 * vᵢ = vᵢ₋₁ + (E(pᵢ) − E(pᵢ₋₁))·g(zᵢ), i > a
 * vᵢ = vᵢ₊₁ − (E(pᵢ₊₁) − E(pᵢ))·g(zᵢ), i < a
 *
 * loss = 2/K·Σ ρᵢ,  ρᵢ = pᵢ·(u − vᵢ) where u ≥ vᵢ, else (1 − pᵢ)·(vᵢ − u),  u = y/scale
 * }</pre>
 *
 * <p>With many levels that is the CRPS in units of the scale. A censored step costs nothing for
 * levels with vᵢ ≥ u (J. Powell, Journal of Econometrics 32, 1986). What lies below zero is zero in
 * the forecast, not in the loss, where it would have no gradient. Counts are rounded, because
 * quantiles of counts are counts.
 */
final class QuantileHead implements Head {

  private final HeadConfig config;
  private final double unit;
  private final double[] levels;
  private final double[] steps;
  private final int anchor;

  QuantileHead(HeadConfig config, double unit) {
    this.config = config;
    this.unit = unit;
    levels = config.levels().stream().mapToDouble(p -> p).toArray();
    int nearest = 0;
    for (int i = 1; i < levels.length; i++) {
      nearest = Math.abs(levels[i] - 0.5) < Math.abs(levels[nearest] - 0.5) ? i : nearest;
    }
    anchor = nearest;
    steps = new double[levels.length];
    for (int i = 0; i < levels.length; i++) {
      int inner = i < anchor ? i + 1 : i - 1;
      steps[i] = i == anchor ? exponential(i) : Math.abs(exponential(i) - exponential(inner));
    }
  }

  private double exponential(int i) {
    return -Math.log1p(-levels[i]);
  }

  @Override
  public int outputs() {
    return levels.length;
  }

  /** v; the slope of each step by its own output is written. */
  private double[] values(double[] z, double[] slopes) {
    double[] v = new double[levels.length];
    v[anchor] = steps[anchor] + Links.bounded(z[anchor]);
    slopes[anchor] = Links.boundedSlope(z[anchor]);
    for (int i = anchor + 1; i < v.length; i++) {
      v[i] = v[i - 1] + steps[i] * Links.positive(z[i], slopes, i);
    }
    for (int i = anchor - 1; i >= 0; i--) {
      v[i] = v[i + 1] - steps[i] * Links.positive(z[i], slopes, i);
    }
    return v;
  }

  @Override
  public double loss(double[] z, Target target, double[] gradient) {
    Arrays.fill(gradient, 0);
    boolean soldOut = target.stockout();
    if (soldOut && config.stockouts() == Stockouts.MASKED) {
      return 0;
    }
    boolean censored = soldOut && config.stockouts() == Stockouts.CENSORED;
    double u = target.y() / target.scale();
    double[] slopes = new double[z.length];
    double[] v = values(z, slopes);
    double loss = 0;
    for (int i = 0; i < v.length; i++) {
      double e = u - v[i];
      double slope = e > 0 ? -levels[i] : censored || e == 0 ? 0 : 1 - levels[i];
      loss -= slope * e;
      gradient[i] = slope;
    }
    backward(slopes, gradient);
    double perLevel = 2.0 / v.length;
    for (int i = 0; i < v.length; i++) {
      gradient[i] *= perLevel;
    }
    return loss * perLevel;
  }

  /** From ∂/∂v to ∂/∂z: each step moves all quantiles beyond it. */
  private void backward(double[] slopes, double[] gradient) {
    double above = 0;
    for (int i = gradient.length - 1; i > anchor; i--) {
      above += gradient[i];
      gradient[i] = above * steps[i] * slopes[i];
    }
    double below = 0;
    for (int i = 0; i < anchor; i++) {
      below += gradient[i];
      gradient[i] = -below * steps[i] * slopes[i];
    }
    gradient[anchor] = (gradient[anchor] + above + below) * slopes[anchor];
  }

  @Override
  public Distribution distribution(double[] z, double scale) {
    double[] v = values(z, new double[z.length]);
    if (!config.nonNegative()) {
      return QuantileCurve.of(levels, scaled(v, scale));
    }
    if (unit > 0 && v[v.length - 1] * (scale / unit) <= RoundedCurve.REACH) {
      QuantileCurve counts = QuantileCurve.of(levels, scaled(v, scale / unit));
      return Scaled.of(unit, new RoundedCurve(counts));
    }
    return QuantileCurve.of(levels, scaled(v, scale), 0);
  }

  private static double[] scaled(double[] v, double factor) {
    return Arrays.stream(v).map(each -> factor * each).toArray();
  }
}
