package org.unroll4j.studies.baselines;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.unroll4j.studies.evaluation.Moments;

/** Fits {@link LogisticCounts} with LIBLINEAR; the regularisation is chosen on validation. */
final class LogisticTrainer {

  private static final double[] COSTS = {1e-3, 1e-1, 10};
  private static final double TOLERANCE = 1e-3;

  private LogisticTrainer() {}

  static LogisticCounts fit(
      KnownValues types,
      SessionEvents trainEvents,
      Moments train,
      SessionEvents validationEvents,
      Moments validation) {
    FeatureMatrix features =
        FeatureMatrix.of(trainEvents, train, new CountFeatures(types, trainEvents));
    FeatureMatrix held =
        FeatureMatrix.of(validationEvents, validation, new CountFeatures(types, validationEvents));
    double[] scale = scale(features);
    Problem problem = problem(features, scale, train.label());
    double[] solution = new double[problem.n];
    LogisticCounts best = null;
    double bestLoss = Double.POSITIVE_INFINITY;
    for (double cost : COSTS) {
      solution = train(problem, cost, solution);
      LogisticCounts fitted = unscaled(types, solution, scale, cost);
      double loss = LogLoss.of(validation, fitted.apply(held));
      if (loss < bestLoss) {
        best = fitted;
        bestLoss = loss;
      }
    }
    return best;
  }

  /** LIBLINEAR's weights, as it takes and gives them, speak for the label that it sees first. */
  private static double[] train(Problem problem, double cost, double[] start) {
    double sign = problem.y[0] == 1 ? 1 : -1;
    Parameter parameter = new Parameter(SolverType.L2R_LR, cost, TOLERANCE);
    parameter.setRegularizeBias(false);
    parameter.setInitSol(Arrays.stream(start).map(w -> sign * w).toArray());
    Linear.disableDebugOutput();
    Model model = Linear.train(problem, parameter);
    return Arrays.stream(model.getFeatureWeights()).map(w -> sign * w).toArray();
  }

  private static LogisticCounts unscaled(
      KnownValues types, double[] solution, double[] scale, double cost) {
    double[] weights = new double[scale.length];
    Arrays.setAll(weights, f -> solution[f] * scale[f]);
    return new LogisticCounts(types, weights, solution[scale.length], cost);
  }

  /** One over the root mean square of each feature; zero for one that is always zero. */
  private static double[] scale(FeatureMatrix features) {
    int width = features.width();
    double[] squares = new double[width];
    for (int i = 0; i < features.values().length; i++) {
      squares[i % width] += (double) features.values()[i] * features.values()[i];
    }
    double[] scale = new double[width];
    double rows = (double) features.values().length / width;
    for (int f = 0; f < width; f++) {
      scale[f] = squares[f] > 0 ? 1 / Math.sqrt(squares[f] / rows) : 0;
    }
    return scale;
  }

  private static Problem problem(FeatureMatrix features, double[] scale, byte[] labels) {
    Problem problem = new Problem();
    int width = features.width();
    problem.l = labels.length;
    problem.n = width + 1;
    problem.bias = 1;
    problem.y = new double[labels.length];
    problem.x = new Feature[labels.length][];
    for (int i = 0; i < labels.length; i++) {
      problem.y[i] = labels[i];
      List<Feature> nodes = new ArrayList<>();
      for (int f = 0; f < width; f++) {
        double value = features.values()[i * width + f] * scale[f];
        if (value != 0) {
          nodes.add(new FeatureNode(f + 1, value));
        }
      }
      nodes.add(new FeatureNode(width + 1, 1));
      problem.x[i] = nodes.toArray(Feature[]::new);
    }
    return problem;
  }
}
