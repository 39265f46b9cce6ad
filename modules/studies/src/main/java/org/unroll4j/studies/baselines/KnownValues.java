package org.unroll4j.studies.baselines;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.unroll4j.data.events.CodedColumn;
import org.unroll4j.studies.evaluation.Moments;

/**
 * The frequent values of a categorical column in the training part. They are ordered by how often
 * the label is 1 at the moments right after them: one split of a tree on the index then separates
 * the promising values from the others.
 *
 * @param column name of the column
 * @param values value of index 1, 2, …; index 0 is for all others
 */
public record KnownValues(String column, List<String> values) {

  /** Values seen at fewer training moments count among the others. */
  private static final int MIN_COUNT = 5;

  /** Moments at the base rate that are added to a value's own, so that rare values stay near it. */
  private static final double PRIOR = 20;

  static KnownValues fit(CodedColumn column, SessionEvents events, Moments train, int most) {
    int[] count = new int[column.values().size()];
    int[] positives = new int[count.length];
    for (int i = 0; i < train.size(); i++) {
      int code = column.codes()[events.row(train.sequence()[i], train.step()[i])];
      count[code]++;
      positives[code] += train.label()[i];
    }
    double rate = (double) train.positives() / train.size();
    List<String> values =
        IntStream.range(0, count.length)
            .boxed()
            .filter(code -> count[code] >= MIN_COUNT)
            .sorted(
                Comparator.<Integer>comparingInt(code -> -count[code])
                    .thenComparing(column.values()::get))
            .limit(most)
            .sorted(
                Comparator.comparingDouble(
                    code -> (positives[code] + PRIOR * rate) / (count[code] + PRIOR)))
            .map(column.values()::get)
            .toList();
    return new KnownValues(column.name(), values);
  }

  /** Number of indices, 0 included. */
  int size() {
    return values.size() + 1;
  }

  /** The index of each code of a column, whose codes may differ from those of the training data. */
  int[] indexOfCode(CodedColumn of) {
    Map<String, Integer> index = new HashMap<>();
    for (int i = 0; i < values.size(); i++) {
      index.put(values.get(i), i + 1);
    }
    int[] indices = new int[of.values().size()];
    Arrays.setAll(indices, code -> index.getOrDefault(of.values().get(code), 0));
    return indices;
  }
}
