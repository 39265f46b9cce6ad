package org.unroll4j.studies.demand.baselines;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What a trial of the trees is made with; names as in XGBoost.
 *
 * @param objective loss of the mean model
 * @param tweediePower variance power of {@code reg:tweedie}
 * @param depth {@code max_depth}
 * @param rate {@code eta}
 * @param leafWeight {@code min_child_weight}; rows weigh 1 on average
 * @param rowShare {@code subsample}
 * @param columnShare {@code colsample_bytree}
 */
public record TreeSettings(
    String objective,
    double tweediePower,
    int depth,
    double rate,
    double leafWeight,
    double rowShare,
    double columnShare) {

  static final String SQUARED = "reg:squarederror";
  static final String TWEEDIE = "reg:tweedie";
  private static final double RATE_OF_QUANTILES = 0.15;
  private static final int MOST_DEPTH_OF_QUANTILES = 6;
  private static final List<String> OF_COUNTS = List.of(SQUARED, TWEEDIE, "count:poisson");

  /** What the first trial uses. */
  static TreeSettings usual(boolean nonNegative) {
    return new TreeSettings(nonNegative ? TWEEDIE : SQUARED, 1.3, 6, 0.1, 20, 0.8, 0.8);
  }

  /** A trial at random; objectives of counts are for values that are not negative. */
  static TreeSettings draw(SplittableRandom random, boolean nonNegative) {
    String objective = nonNegative ? OF_COUNTS.get(random.nextInt(OF_COUNTS.size())) : SQUARED;
    return new TreeSettings(
        objective,
        1.1 + 0.5 * random.nextDouble(),
        4 + random.nextInt(6),
        logUniform(random, 0.03, 0.2),
        logUniform(random, 1, 200),
        0.6 + 0.4 * random.nextDouble(),
        0.4 + 0.6 * random.nextDouble());
  }

  private static double logUniform(SplittableRandom random, double from, double to) {
    return from * Math.pow(to / from, random.nextDouble());
  }

  /** For the mean; judged by the root of the mean squared error. */
  Map<String, Object> ofMean(long seed) {
    Map<String, Object> parameters = parameters(seed);
    parameters.put("objective", objective);
    parameters.put("eval_metric", "rmse");
    if (objective.equals(TWEEDIE)) {
      parameters.put("tweedie_variance_power", tweediePower);
    }
    return parameters;
  }

  /** The same with larger steps, of which fewer do: every round has a tree for each quantile. */
  TreeSettings faster() {
    return new TreeSettings(
        objective,
        tweediePower,
        Math.min(depth, MOST_DEPTH_OF_QUANTILES),
        Math.max(rate, RATE_OF_QUANTILES),
        leafWeight,
        rowShare,
        columnShare);
  }

  /** For several quantiles; judged by the mean pinball loss. */
  Map<String, Object> ofQuantiles(long seed, double[] levels) {
    Map<String, Object> parameters = parameters(seed);
    parameters.put("objective", "reg:quantileerror");
    parameters.put("quantile_alpha", Arrays.toString(levels));
    return parameters;
  }

  private Map<String, Object> parameters(long seed) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("tree_method", "hist");
    parameters.put("max_bin", 128);
    parameters.put("max_depth", depth);
    parameters.put("eta", rate);
    parameters.put("min_child_weight", leafWeight);
    parameters.put("subsample", rowShare);
    parameters.put("colsample_bytree", columnShare);
    parameters.put("seed", (int) (seed & Integer.MAX_VALUE));
    parameters.put("nthread", 1);
    parameters.put("verbosity", 0);
    return parameters;
  }
}
