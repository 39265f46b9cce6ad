package org.unroll4j.studies.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.unroll4j.data.events.CodedColumn;
import org.unroll4j.data.events.NumericColumn;
import org.unroll4j.studies.evaluation.Moments;

class FeaturesTest {

  private static final KnownValues TYPES = new KnownValues("type", List.of("c", "a"));
  private static final TreeColumns COLUMNS =
      new TreeColumns(TYPES, List.of(new KnownValues("shop", List.of("blue"))), List.of("price"));

  /** One session: b at 1:30, a two seconds later, c one second after that; UTC. */
  private static SessionEvents three() {
    return new SessionEvents(
        new CodedColumn("type", ToySessions.TYPES, new int[] {1, 0, 2}),
        new long[] {5_400_000, 5_402_000, 5_403_000},
        List.of(new CodedColumn("shop", ToySessions.SHOPS, new int[] {1, 1, 0})),
        List.of(new NumericColumn("price", new double[] {7, Double.NaN, 9})),
        new int[] {0});
  }

  private static Moments steps(int... steps) {
    int n = steps.length;
    return new Moments(new int[n], steps, new int[n], new long[n], new byte[n]);
  }

  @Test
  void treeFeaturesByHand() {
    SessionEvents events = three();
    FeatureMatrix matrix = FeatureMatrix.of(events, steps(1, 3), new TreeFeatures(COLUMNS, events));
    // Counts of others, c, a; last three; shop; price; since before, since begin; position; hour.
    assertThat(matrix.values())
        .containsExactly(
            1,
            0,
            0,
            0,
            -1,
            -1,
            1,
            7,
            Float.NaN,
            0,
            1,
            1.5f,
            1,
            1,
            1,
            1,
            2,
            0,
            0,
            9,
            1,
            3,
            3,
            1.5008334f);
  }

  @Test
  void countFeaturesByHand() {
    SessionEvents events = three();
    FeatureMatrix matrix = FeatureMatrix.of(events, steps(2), new CountFeatures(TYPES, events));
    float log2 = (float) Math.log(2);
    float log3 = (float) Math.log(3);
    assertThat(matrix.values()).containsExactly(log2, 0, log2, log3, log3);
  }

  @Test
  void momentsMayComeInAnyOrder() {
    SessionEvents events = three();
    float[] forth =
        FeatureMatrix.of(events, steps(1, 2, 3), new TreeFeatures(COLUMNS, events)).values();
    float[] back =
        FeatureMatrix.of(events, steps(3, 2, 1), new TreeFeatures(COLUMNS, events)).values();
    int width = forth.length / 3;
    for (int k = 0; k < 3; k++) {
      assertThat(Arrays.copyOfRange(back, (2 - k) * width, (3 - k) * width))
          .containsExactly(Arrays.copyOfRange(forth, k * width, (k + 1) * width));
    }
  }

  /** Whatever comes after event k of a session leaves every baseline's inputs at k as they are. */
  @Property(tries = 25)
  void theFutureDoesNotLeak(@ForAll long seed, @ForAll @IntRange(min = 1, max = 11) int k) {
    Baselines.Part part = ToySessions.part(seed, 40);
    SessionEvents events = part.events();
    Moments all = part.moments();
    SessionEvents changed = withOtherFuture(events, all, k, seed);
    Moments until = all.select(all.indices(i -> all.step()[i] <= k));

    assertThat(FeatureMatrix.of(changed, until, new TreeFeatures(COLUMNS, changed)).values())
        .containsExactly(
            FeatureMatrix.of(events, until, new TreeFeatures(COLUMNS, events)).values());
    assertThat(FeatureMatrix.of(changed, until, new CountFeatures(TYPES, changed)).values())
        .containsExactly(
            FeatureMatrix.of(events, until, new CountFeatures(TYPES, events)).values());
    assertThat(contexts(changed, until)).isDeepEqualTo(contexts(events, until));
    if (until.size() < all.size()) {
      assertThat(FeatureMatrix.of(changed, all, new TreeFeatures(COLUMNS, changed)).values())
          .isNotEqualTo(FeatureMatrix.of(events, all, new TreeFeatures(COLUMNS, events)).values());
    }
  }

  private static SessionEvents withOtherFuture(
      SessionEvents events, Moments all, int k, long seed) {
    SplittableRandom random = new SplittableRandom(seed + 1);
    int[] type = events.types().codes().clone();
    int[] shop = events.categorical().get(0).codes().clone();
    double[] price = events.numeric().get(0).values().clone();
    long[] time = events.timeMillis().clone();
    for (int row = 0; row < type.length; row++) {
      if (all.step()[row] > k) {
        type[row] = (type[row] + 1 + random.nextInt(2)) % 3;
        shop[row] = 1 - shop[row];
        price[row] = random.nextDouble();
        time[row] += 1 + random.nextInt(5_000_000);
      }
    }
    return new SessionEvents(
        new CodedColumn("type", ToySessions.TYPES, type),
        time,
        List.of(new CodedColumn("shop", ToySessions.SHOPS, shop)),
        List.of(new NumericColumn("price", price)),
        events.from());
  }

  private static long[][] contexts(SessionEvents events, Moments moments) {
    long[][] contexts = new long[moments.size()][];
    TypeContext context = new TypeContext(TYPES, events, 4);
    EventWalk.walk(
        events,
        moments,
        context,
        i -> {
          long[] names = new long[4];
          context.names(names);
          contexts[i] = Arrays.copyOf(names, context.highestOrder());
        });
    return contexts;
  }

  @Test
  void contextsNameTheLastEventsAndTheBeginning() {
    SessionEvents events = three();
    // Symbols: 1 beginning, 2 others (b), 3 c, 4 a; base 5.
    assertThat(contexts(events, steps(1, 2, 3)))
        .isDeepEqualTo(
            new long[][] {
              {2, 2 * 5 + 1},
              {4, 4 * 5 + 2, (4 * 5 + 2) * 5 + 1},
              {3, 3 * 5 + 4, (3 * 5 + 4) * 5 + 2, ((3 * 5 + 4) * 5 + 2) * 5 + 1}
            });
  }

  @Test
  void knownValuesAreFrequentAndOrderedByRate() {
    int n = 64;
    int[] codes = IntStream.range(0, n).map(i -> i == 0 ? 3 : i % 3).toArray();
    byte[] labels = new byte[n];
    for (int i = 0; i < n; i++) {
      labels[i] = (byte) (codes[i] == 0 || (codes[i] == 2 && i % 2 == 0) ? 1 : 0);
    }
    int[] steps = IntStream.rangeClosed(1, n).toArray();
    Moments moments = new Moments(new int[n], steps, new int[n], new long[n], labels);
    CodedColumn column = new CodedColumn("type", List.of("p", "q", "r", "once"), codes);
    SessionEvents events =
        new SessionEvents(column, new long[n], List.of(), List.of(), new int[] {0});

    KnownValues known = KnownValues.fit(column, events, moments, 10);
    assertThat(known.values()).containsExactly("q", "r", "p");
    CodedColumn elsewhere = new CodedColumn("type", List.of("new", "p", "q"), new int[0]);
    assertThat(known.indexOfCode(elsewhere)).containsExactly(0, 3, 1);
    assertThat(KnownValues.fit(column, events, moments, 1).values()).hasSize(1);
  }

  @Test
  void aColumnThatIsNotThere() {
    assertThatThrownBy(() -> SessionEvents.coded(three().categorical(), "brand"))
        .hasMessageContaining("expected a column 'brand', received [shop]");
  }
}
