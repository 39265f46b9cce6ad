package org.unroll4j.studies.demand.baselines;

import java.util.Arrays;
import java.util.List;
import org.unroll4j.data.DataException;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.distribution.QuantileCurve;
import org.unroll4j.data.distribution.RoundedCurve;
import org.unroll4j.data.distribution.Scaled;
import org.unroll4j.data.series.SeriesTable;

/**
 * What the features of the linear model and the trees learnt on training.
 *
 * @param horizon steps that are forecast
 * @param seasons what repeats
 * @param unit the largest step of which all values are multiples; 0 if there is none
 * @param floor least scale of a series, in units of the values
 * @param nonNegative whether no value of training is negative; forecasts then are not either
 * @param years whether training is long enough for the day of the year to mean something
 * @param stockouts whether the table says when a product was out of stock
 * @param known known covariates
 * @param past past covariates
 * @param statics static columns
 */
public record FeatureState(
    int horizon,
    Seasons seasons,
    double unit,
    double floor,
    boolean nonNegative,
    boolean years,
    boolean stockouts,
    List<Covariate> known,
    List<Covariate> past,
    List<StaticRanks> statics) {

  /** Levels of quantiles, from the bounds of the 95 % interval inwards. */
  private static final double[] LEVELS = {
    0.025, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.975
  };

  /** Copies the lists. */
  public FeatureState {
    known = List.copyOf(known);
    past = List.copyOf(past);
    statics = List.copyOf(statics);
  }

  static double[] levels() {
    return LEVELS.clone();
  }

  /** The known part of a series at an origin. */
  Recent recent(Past at) {
    return new Recent(at, seasons.span(), floor);
  }

  /** What no forecast lies below. */
  double least() {
    return nonNegative ? 0 : Double.NEGATIVE_INFINITY;
  }

  /**
   * A distribution with a mean of its own through quantiles. Those that cross are sorted (V.
   * Chernozhukov, I. Fernández-Val, A. Galichon, Quantile and Probability Curves Without Crossing,
   * Econometrica 78, 2010). Where values are counts, quantiles are rounded to counts.
   */
  Distribution distribution(double mean, double[] levels, double[] quantiles) {
    double[] sorted = quantiles.clone();
    Arrays.sort(sorted);
    double largest = sorted[sorted.length - 1];
    Distribution curve =
        nonNegative && unit > 0 && largest < unit * RoundedCurve.REACH
            ? rounded(levels, sorted)
            : QuantileCurve.of(levels, sorted, least());
    return new Located(Math.max(mean, least()), curve.quantile(0.5), curve);
  }

  private Distribution rounded(double[] levels, double[] sorted) {
    double[] counts = Arrays.stream(sorted).map(value -> value / unit).toArray();
    return Scaled.of(unit, new RoundedCurve(QuantileCurve.of(levels, counts)));
  }

  /**
   * Whether a table has the columns that were there in training.
   *
   * @throws DataException if not
   */
  void check(SeriesTable table) {
    check("known", known.stream().map(Covariate::name).toList(), table.knownNames());
    check("past", past.stream().map(Covariate::name).toList(), table.pastNames());
    check("static", statics.stream().map(StaticRanks::name).toList(), table.staticNames());
  }

  private static void check(String kind, List<String> expected, List<String> actual) {
    if (!expected.equals(actual)) {
      throw new DataException(
          "Baselines: they were fitted with the %s columns %s, but the table has %s; read it with"
                  .formatted(kind, expected, actual)
              + " the same columns.");
    }
  }
}
