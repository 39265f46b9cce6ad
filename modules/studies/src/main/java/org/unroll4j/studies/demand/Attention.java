package org.unroll4j.studies.demand;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.data.batch.SequenceBatch;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.windows.Origin;
import org.unroll4j.studies.demand.forecast.Origins;
import org.unroll4j.studies.demand.head.Head;

/**
 * What a forecast depends on: the gradient of its mean, averaged over the steps of the horizon,
 * with respect to each value of the past and to each channel.
 *
 * <pre>{@code
 * weight of a lag      = mean over windows of |∂ mean / ∂ y[origin − lag + 1]|
 * weight of a channel  = mean over windows of Σ |∂ (mean / scale) / ∂ x · x|     over the steps
 * }</pre>
 *
 * <p>A value reaches the network as the value before a step, and again in the channels that look a
 * day or a week back; the gradient is the sum. Means over many past values are channels of their
 * own and are not taken apart.
 */
final class Attention {

  private static final int MOST_WINDOWS = 512;
  private static final int BATCH = 64;
  private static final int MOST_CHANNELS = 40;
  private static final double STEP = 1e-3;
  private static final Pattern LAG = Pattern.compile("value (\\d+) back");

  private final DemandModel model;
  private final SeriesTable table;
  private final InputGradient gradient;
  private final List<String> channels;
  private final int context;
  private final int horizon;
  private final double[] lagWeights;
  private final double[] channelWeights;
  private int windows;

  Attention(DemandModel model, SeriesTable table) {
    this.model = model;
    this.table = table;
    this.gradient = new InputGradient(model.network(), model.config().model());
    this.channels = model.encoder().channelNames();
    this.context = model.config().forecast().context();
    this.horizon = model.config().forecast().stepsAtOnce();
    int longest = channels.stream().mapToInt(Attention::lag).max().orElse(0);
    this.lagWeights = new double[context + longest + 1];
    this.channelWeights = new double[channels.size()];
  }

  /** The lag of a channel that holds a past value, or 0. */
  private static int lag(String channel) {
    Matcher match = LAG.matcher(channel);
    return match.matches() ? Integer.parseInt(match.group(1)) : 0;
  }

  /** As it stands in {@code result.json}; empty without windows. */
  Optional<Map<String, Object>> of(Origins origins) {
    List<Origin> all = origins.list();
    int count = Math.min(MOST_WINDOWS, all.size());
    List<Origin> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      some.add(all.get((int) ((long) i * all.size() / count)));
    }
    for (int from = 0; from < count; from += BATCH) {
      look(some.subList(from, Math.min(count, from + BATCH)));
    }
    return windows == 0 ? Optional.empty() : Optional.of(json());
  }

  private void look(List<Origin> origins) {
    SequenceBatch batch = model.encoder().encode(table, origins);
    HorizonOutputs outputs = HorizonOutputs.of(model.network(), batch, context);
    INDArray back = gradient.of(batch, gradOutputs(origins.size(), outputs, batch));
    int steps = (int) back.size(2);
    int all = (int) back.size(1);
    float[] slopes = back.dup('c').data().asFloat();
    float[] inputs = gradient.features().dup('c').data().asFloat();
    for (int n = 0; n < origins.size(); n++) {
      double[] byLag = new double[lagWeights.length];
      for (int c = 0; c < channels.size(); c++) {
        int at = (n * all + all - channels.size() + c) * steps;
        add(c, Arrays.copyOfRange(slopes, at, at + steps), inputs, at, byLag);
      }
      for (int j = 0; j < byLag.length; j++) {
        lagWeights[j] += Math.abs(byLag[j]);
      }
      windows++;
    }
  }

  /** Adds what channel c of a window, whose values begin at {@code at}, says. */
  private void add(int c, float[] slopes, float[] inputs, int at, double[] byLag) {
    int lag = lag(channels.get(c));
    for (int i = 0; i < slopes.length; i++) {
      float x = inputs[at + i];
      channelWeights[c] += Math.abs(slopes[i] * x);
      if (lag > 0) {
        int back = context - i + lag;
        while (back < 1) {
          back += lag;
        }
        // The channel is log(1 + y/scale), whose slope is exp(−channel).
        byLag[back] += slopes[i] * Math.exp(-Math.abs(x));
      }
    }
  }

  /** ∂ (mean / scale) / ∂z, averaged over the steps of the horizon, by central differences. */
  private INDArray gradOutputs(int size, HorizonOutputs outputs, SequenceBatch batch) {
    Head head = model.head();
    int steps = (int) batch.labels().size(2);
    float[] slopes = new float[size * head.outputs() * steps];
    for (int n = 0; n < size; n++) {
      for (int h = 1; h <= horizon; h++) {
        double[] z = outputs.numbers(n, h);
        double scale = outputs.scale(n, h);
        for (int p = 0; p < z.length; p++) {
          double middle = z[p];
          z[p] = middle + STEP;
          double above = head.distribution(z, scale).mean();
          z[p] = middle - STEP;
          double below = head.distribution(z, scale).mean();
          z[p] = middle;
          slopes[(n * head.outputs() + p) * steps + outputs.at(h)] =
              (float) ((above - below) / (2 * STEP) / scale / horizon);
        }
      }
    }
    return Nd4j.createFromArray(slopes).reshape('c', size, head.outputs(), steps);
  }

  private Map<String, Object> json() {
    List<Map<String, Object>> lags = new ArrayList<>();
    for (int lag = 1; lag < lagWeights.length; lag++) {
      if (lagWeights[lag] > 0) {
        lags.add(Map.of("lag", lag, "weight", lagWeights[lag] / windows));
      }
    }
    List<Map<String, Object>> named = new ArrayList<>();
    for (int c = 0; c < channels.size(); c++) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", channels.get(c));
      entry.put("weight", channelWeights[c] / windows);
      named.add(entry);
    }
    named.sort(Comparator.comparingDouble(entry -> -(double) entry.get("weight")));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("windows", windows);
    json.put("lags", lags);
    json.put("channels", named.subList(0, Math.min(MOST_CHANNELS, named.size())));
    return json;
  }
}
