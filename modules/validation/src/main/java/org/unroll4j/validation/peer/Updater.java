package org.unroll4j.validation.peer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gradient descent in plain Java, the same for every peer: each step is computed in double and
 * rounded to the type once.
 *
 * <pre>{@code
 * SGD   θ ← θ − η·g
 * Adam  m ← β₁·m + (1 − β₁)·g     v ← β₂·v + (1 − β₂)·g²
 *       θ ← θ − η · (m/(1 − β₁ᵏ)) / (√(v/(1 − β₂ᵏ)) + ε)
 * }</pre>
 *
 * <p>Source of Adam: D. Kingma, J. Ba, arXiv 1412.6980, algorithm 1.
 *
 * @param kind the rule
 * @param learningRate η
 * @param epsilon ε; 0 for SGD
 */
public record Updater(Kind kind, double learningRate, double epsilon) {

  /** The rules. */
  public enum Kind {
    /** Plain gradient descent. */
    SGD,
    /** Adaptive moments, β₁ = 0.9 and β₂ = 0.999. */
    ADAM
  }

  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;

  /** Plain gradient descent. */
  public static Updater sgd(double learningRate) {
    return new Updater(Kind.SGD, learningRate, 0);
  }

  /** Adaptive moments. */
  public static Updater adam(double learningRate, double epsilon) {
    return new Updater(Kind.ADAM, learningRate, epsilon);
  }

  /** The course of a training; it keeps the moments. */
  public Course start(NumberType type) {
    return new Course(this, type);
  }

  /** One training. */
  public static final class Course {
    private final Updater updater;
    private final NumberType type;
    private final Map<String, double[]> first = new LinkedHashMap<>();
    private final Map<String, double[]> second = new LinkedHashMap<>();
    private int updates;

    private Course(Updater updater, NumberType type) {
      this.updater = updater;
      this.type = type;
    }

    /**
     * The parameters after one more update.
     *
     * @param parameters per unit, by name
     * @param answer holds their gradients
     */
    public List<Map<String, Values>> next(List<Map<String, Values>> parameters, Answer answer) {
      updates++;
      List<Map<String, Values>> moved = new ArrayList<>();
      for (int unit = 0; unit < parameters.size(); unit++) {
        Map<String, Values> ofUnit = new LinkedHashMap<>();
        for (Map.Entry<String, Values> entry : parameters.get(unit).entrySet()) {
          String name = entry.getKey();
          Values gradient = answer.quantities().get(Names.gradient(name)).get(unit);
          ofUnit.put(name, move(name + unit, entry.getValue(), gradient.numbers()));
        }
        moved.add(ofUnit);
      }
      return moved;
    }

    private Values move(String key, Values parameter, double[] g) {
      double[] steps = updater.kind == Kind.SGD ? g : adam(key, g);
      double[] moved = parameter.numbers().clone();
      for (int i = 0; i < moved.length; i++) {
        moved[i] = type.round(moved[i] - updater.learningRate * steps[i]);
      }
      return Values.of(moved, parameter.shape());
    }

    private double[] adam(String key, double[] g) {
      double[] m = first.computeIfAbsent(key, k -> new double[g.length]);
      double[] v = second.computeIfAbsent(key, k -> new double[g.length]);
      double[] steps = new double[g.length];
      for (int i = 0; i < g.length; i++) {
        m[i] = BETA1 * m[i] + (1 - BETA1) * g[i];
        v[i] = BETA2 * v[i] + (1 - BETA2) * g[i] * g[i];
        double mean = m[i] / (1 - Math.pow(BETA1, updates));
        double size = Math.sqrt(v[i] / (1 - Math.pow(BETA2, updates)));
        steps[i] = mean / (size + updater.epsilon);
      }
      return steps;
    }
  }
}
