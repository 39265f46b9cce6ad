package org.unroll4j.studies.demand.scores;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Series of similar volume.
 *
 * @param from least mean value per step in the training part
 * @param to largest
 * @param series their numbers
 */
record VolumeClass(double from, double to, int[] series) {

  /** Most classes. */
  static final int CLASSES = 5;

  /**
   * Classes of about equal numbers of series, smallest volume first. Series of equal volume are not
   * torn apart; those without values in the training part are in no class.
   */
  static List<VolumeClass> of(double[] volume) {
    int[] order =
        IntStream.range(0, volume.length)
            .filter(s -> !Double.isNaN(volume[s]))
            .boxed()
            .sorted(Comparator.comparingDouble(s -> volume[s]))
            .mapToInt(s -> s)
            .toArray();
    List<VolumeClass> classes = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < order.length; i++) {
      boolean last = i == order.length - 1;
      boolean full = (i + 1L) * CLASSES >= (classes.size() + 1L) * order.length;
      if (last || (full && volume[order[i]] < volume[order[i + 1]])) {
        classes.add(
            new VolumeClass(
                volume[order[start]], volume[order[i]], Arrays.copyOfRange(order, start, i + 1)));
        start = i + 1;
      }
    }
    return classes;
  }
}
