package org.unroll4j.studies.baselines;

import java.util.Map;
import org.unroll4j.studies.evaluation.Moments;

/**
 * How often the label was 1 after the same last few event types. A context that is rare falls back
 * on the shorter one, without its oldest event:
 *
 * <pre>{@code
 * p_0 = base rate
 * p_j = (positives_j + α · p_{j−1}) / (moments_j + α)      j = 1 … order
 * }</pre>
 *
 * @param types known event types
 * @param order how many events a context holds at most
 * @param smoothing α, in moments
 * @param baseRate share of positives in the training part
 * @param contexts counts by name of the context, as {@link TypeContext} gives it
 */
public record Markov(
    KnownValues types, int order, double smoothing, double baseRate, Map<Long, Count> contexts)
    implements Baseline {

  /**
   * Training moments in a context.
   *
   * @param positives those with label 1
   * @param moments all
   */
  public record Count(int positives, int moments) {

    Count plus(int label) {
      return new Count(positives + label, moments + 1);
    }

    double shrink(double towards, double smoothing) {
      return (positives + smoothing * towards) / (moments + smoothing);
    }
  }

  @Override
  public String name() {
    return "markov";
  }

  @Override
  public String description() {
    return "How often it came true after the same last %d event types, with back-off to fewer."
        .formatted(order);
  }

  @Override
  public double[] probabilities(SessionEvents events, Moments moments) {
    double[] probabilities = new double[moments.size()];
    TypeContext context = new TypeContext(types, events, order);
    long[] names = new long[order];
    EventWalk.walk(
        events,
        moments,
        context,
        i -> {
          context.names(names);
          probabilities[i] = probability(names, context.highestOrder());
        });
    return probabilities;
  }

  private double probability(long[] names, int highest) {
    double p = baseRate;
    for (int j = 0; j < highest; j++) {
      Count count = contexts.get(names[j]);
      if (count == null) {
        return p;
      }
      p = count.shrink(p, smoothing);
    }
    return p;
  }
}
