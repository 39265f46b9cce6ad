package org.unroll4j.data.windows;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.unroll4j.data.series.SeriesTable;

/** The channels by their definitions, one number at a time, straight from a table. */
final class NaiveChannels {
  private final SeriesTable table;
  private final WindowEncoderState state;
  private final Origin origin;
  private final int limit;

  NaiveChannels(SeriesTable table, WindowEncoderState state, Origin origin, int limit) {
    this.table = table;
    this.state = state;
    this.origin = origin;
    this.limit = limit;
  }

  private float value(int t) {
    return t > limit ? Float.NaN : table.value(origin.series(), t);
  }

  private int known(int t) {
    return Math.min(t - 1, limit);
  }

  private double mean(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  private List<Double> values(int to, int count, int distance, IntPredicate taken) {
    List<Double> values = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      float y = value(to - n * distance);
      if (!Float.isNaN(y) && taken.test(to - n * distance)) {
        values.add((double) y);
      }
    }
    return values;
  }

  double scale(int t) {
    int end = known(state.config().stepwise() ? t : origin.step() + 1);
    int days = (int) Math.max(1, 28 * 86_400L / table.frequency().seconds());
    int steps = Math.max(Math.max(28, state.config().context()), days);
    List<Double> sizes = values(end, steps, 1, x -> true).stream().map(Math::abs).toList();
    double mean = sizes.isEmpty() ? Math.exp(state.logScaleMean()) : mean(sizes);
    return Math.max(mean, state.smallestScale());
  }

  private static double squash(double x) {
    return Math.signum(x) * Math.log1p(Math.abs(x));
  }

  private int back(int t, int lag) {
    int at = t - lag;
    while (at > limit) {
      at -= lag;
    }
    return at;
  }

  /** The number of a channel at step t, or NaN if this class does not know the channel. */
  double of(String channel, int t) {
    int s = origin.series();
    if (t < Math.min(table.first(s), origin.step() + 1)) {
      return 0;
    }
    String[] words = channel.split(" ");
    if (channel.endsWith("1 back")) {
      return t - 1 > limit && !channel.startsWith("missing") ? 0 : past(channel, t);
    }
    if (channel.endsWith("back")) {
      int at = back(t, Integer.parseInt(words[1]));
      return switch (words[0]) {
        case "value" -> Float.isNaN(value(at)) ? 0 : squash(value(at) / scale(t));
        case "known" -> Float.isNaN(value(at)) ? 0 : 1;
        default -> table.stockout(s, at) ? 1 : 0;
      };
    }
    if (channel.contains(" x ")) {
      int season = Integer.parseInt(words[words.length - 1]);
      int count = Integer.parseInt(words[words.length - 3]);
      String statistic = channel.substring(0, channel.indexOf(" of "));
      return seasonal(statistic, t, season, count);
    }
    if (channel.startsWith("mean of last")) {
      List<Double> last = values(known(t), Integer.parseInt(words[3]), 1, x -> true);
      return squash(mean(last) / scale(t));
    }
    return switch (channel) {
      case "scale" ->
          Math.max(
              -10,
              Math.min(
                  10, (Math.log(scale(t)) - state.logScaleMean()) / state.logScaleDeviation()));
      case "age" -> Math.log1p(t - table.first(s)) / 8;
      case "ahead" -> Math.max(0, t - origin.step()) / (double) state.config().horizon();
      case "day sine 2" ->
          Math.sin(4 * Math.PI * table.local(t).toLocalTime().toSecondOfDay() / 86_400);
      case "week cosine 1" ->
          Math.cos(2 * Math.PI * (table.local(t).getDayOfWeek().getValue() - 1) / 7);
      case "price" -> covariate(0, t);
      default -> Double.NaN;
    };
  }

  private double past(String channel, int t) {
    float y = value(t - 1);
    return switch (channel.substring(0, channel.length() - 7)) {
      case "value" -> Float.isNaN(y) ? 0 : squash(y / scale(t));
      case "known" -> Float.isNaN(y) ? 0 : 1;
      case "stock-out" -> table.stockout(origin.series(), t - 1) ? 1 : 0;
      default -> Double.NaN;
    };
  }

  private double seasonal(String statistic, int t, int season, int count) {
    int s = origin.series();
    int at = back(t, season);
    List<Double> all = values(at, count, season, x -> true);
    List<Double> sold = values(at, count, season, x -> !table.stockout(s, x));
    if (all.isEmpty()) {
      return 0;
    }
    double mean = mean(all);
    return switch (statistic) {
      case "mean" -> squash(mean / scale(t));
      case "known" -> (double) all.size() / count;
      case "deviation" ->
          squash(
              Math.sqrt(mean(all.stream().map(y -> (y - mean) * (y - mean)).toList())) / scale(t));
      case "zeros" -> (double) all.stream().filter(y -> y == 0).count() / all.size();
      case "stock-outs" -> 1 - (double) sold.size() / all.size();
      default -> squash((sold.isEmpty() ? mean : mean(sold)) / scale(t));
    };
  }

  private double covariate(int c, int t) {
    float number = table.known(c, origin.series(), t);
    CovariateScale scale = state.known().get(c);
    return Float.isNaN(number) || scale.deviation() == 0
        ? 0
        : (number - scale.mean()) / scale.deviation();
  }
}
