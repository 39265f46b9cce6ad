package org.unroll4j.validation.matrix;

import org.unroll4j.validation.peer.Names;
import org.unroll4j.validation.peer.NumberType;
import org.unroll4j.validation.peer.Updater;

/**
 * How far two answers may be apart: |a − b| ≤ tolerance · (1 + |b|).
 *
 * <p>What goes forward in double may differ by 1e-12, gradients by 1e-10, because they are sums
 * over all steps and sequences; in float everything by 1e-5.
 *
 * <p>After k updates errors have added up, and the tolerance is
 *
 * <pre>{@code
 * k · (s·η·τ + u)     τ the gradient's tolerance, η the learning rate, u the unit roundoff
 * }</pre>
 *
 * Each update adds the error of a step, at most s·η·τ, and that of rounding the parameter, u. How
 * an update passes on the errors of those before is left out: the Hessian's part η·‖∂²L‖ is small
 * beside 1. With SGD a step is η times the gradient: s = 1. With Adam it is η·m̂/(√v̂ + ε), and s
 * bounds what an error of all gradients so far does to m̂/(√v̂ + ε):
 *
 * <pre>{@code
 * |Σⱼ ∂(m̂/(√v̂+ε))/∂gⱼ · δⱼ| ≤ (1 + √(Σⱼ wⱼ²/uⱼ)) · max|δ| / (√v̂ + ε) ≤ 4/ε · max|δ|
 * }</pre>
 *
 * with wⱼ and uⱼ the weights of gⱼ in m̂ and of gⱼ² in v̂ (both sum to 1; |m̂| ≤ √(Σ w²/u)·√v̂ by
 * Cauchy and Schwarz). For β₁ = 0.9, β₂ = 0.999 and k ≤ 100 the root is at most 2.4, hence 4. Where
 * gradients are small, Adam multiplies their errors by up to 1/ε: with the usual ε = 1e-8 no bound
 * would be worth anything, and in float none is. So Adam is compared in double, with ε = 1e-3.
 */
final class Tolerances {

  private static final double ADAM = 4;

  private Tolerances() {}

  /** The tolerance of a quantity of a case. */
  static double of(NumberType type, String quantity) {
    return quantity.startsWith(Names.gradient("")) ? gradient(type) : forward(type);
  }

  private static double forward(NumberType type) {
    return type == NumberType.FLOAT ? 1e-5 : 1e-12;
  }

  private static double gradient(NumberType type) {
    return type == NumberType.FLOAT ? 1e-5 : 1e-10;
  }

  /** The tolerance of parameters after some updates. */
  static double afterUpdates(NumberType type, Updater updater, int updates) {
    double steepness = updater.kind() == Updater.Kind.SGD ? 1 : ADAM / updater.epsilon();
    return updates * (steepness * updater.learningRate() * gradient(type) + type.unitRoundoff());
  }
}
