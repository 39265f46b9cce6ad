package org.unroll4j.studies.baselines;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.unroll4j.studies.evaluation.Moments;

/** Counts the contexts of {@link Markov}; order and smoothing are chosen on validation. */
final class MarkovTrainer {

  private static final int LONGEST = 6;
  private static final double[] SMOOTHING = {1, 5, 20, 100};

  private MarkovTrainer() {}

  static Markov fit(
      KnownValues types,
      SessionEvents trainEvents,
      Moments train,
      SessionEvents validationEvents,
      Moments validation) {
    double rate = (double) train.positives() / train.size();
    Map<Long, Markov.Count> contexts = count(types, trainEvents, train, LONGEST);
    Markov best = null;
    double bestLoss = Double.POSITIVE_INFINITY;
    for (double smoothing : SMOOTHING) {
      for (int order = 1; order <= LONGEST; order++) {
        Markov candidate = new Markov(types, order, smoothing, rate, contexts);
        double loss = LogLoss.of(validation, candidate.probabilities(validationEvents, validation));
        if (loss < bestLoss) {
          best = candidate;
          bestLoss = loss;
        }
      }
    }
    Map<Long, Markov.Count> needed = count(types, trainEvents, train, best.order());
    return new Markov(types, best.order(), best.smoothing(), rate, needed);
  }

  private static Map<Long, Markov.Count> count(
      KnownValues types, SessionEvents events, Moments train, int longest) {
    Map<Long, Markov.Count> contexts = new HashMap<>();
    TypeContext context = new TypeContext(types, events, longest);
    long[] names = new long[longest];
    EventWalk.walk(
        events,
        train,
        context,
        i -> {
          context.names(names);
          Arrays.stream(names, 0, context.highestOrder())
              .forEach(
                  name ->
                      contexts.merge(
                          name,
                          new Markov.Count(train.label()[i], 1),
                          (known, one) -> known.plus(one.positives())));
        });
    return contexts;
  }
}
