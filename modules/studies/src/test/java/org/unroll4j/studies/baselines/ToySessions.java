package org.unroll4j.studies.baselines;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.unroll4j.data.events.CodedColumn;
import org.unroll4j.data.events.NumericColumn;
import org.unroll4j.studies.evaluation.Moments;

/**
 * Sessions in which the label depends on order: it is 1 four times in five right after "a" then
 * "b", and one time in ten otherwise; "b" then "a" is as frequent and means nothing.
 */
final class ToySessions {

  static final List<String> TYPES = List.of("a", "b", "c");
  static final List<String> SHOPS = List.of("red", "blue");

  private ToySessions() {}

  static Baselines.Part part(long seed, int sessions) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] from = new int[sessions];
    int[] lengths = IntStream.range(0, sessions).map(s -> 1 + random.nextInt(11)).toArray();
    int rows = IntStream.of(lengths).sum();
    int[] sequence = new int[rows];
    int[] step = new int[rows];
    int[] type = new int[rows];
    int[] shop = new int[rows];
    long[] time = new long[rows];
    double[] price = new double[rows];
    byte[] label = new byte[rows];
    int row = 0;
    for (int s = 0; s < sessions; s++) {
      from[s] = row;
      for (int k = 1; k <= lengths[s]; k++, row++) {
        sequence[row] = s;
        step[row] = k;
        type[row] = random.nextInt(TYPES.size());
        shop[row] = random.nextInt(SHOPS.size());
        time[row] = (k == 1 ? s * 100_000_000L : time[row - 1]) + random.nextInt(1000, 90_000);
        price[row] = random.nextInt(4) == 0 ? Double.NaN : random.nextDouble(5, 50);
        boolean signal = k > 1 && type[row - 1] == 0 && type[row] == 1;
        label[row] = (byte) (random.nextDouble() < (signal ? 0.8 : 0.1) ? 1 : 0);
      }
    }
    SessionEvents events =
        new SessionEvents(
            new CodedColumn("type", TYPES, type),
            time,
            List.of(new CodedColumn("shop", SHOPS, shop)),
            List.of(new NumericColumn("price", price)),
            from);
    return new Baselines.Part(events, new Moments(sequence, step, sequence, time, label));
  }
}
