package org.unroll4j.data.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll4j.data.DataException;
import org.unroll4j.data.events.EventColumns;
import org.unroll4j.data.events.EventReader;
import org.unroll4j.data.events.EventTable;
import org.unroll4j.data.events.ReadOptions;
import org.unroll4j.data.labels.LabelledSequence;
import org.unroll4j.data.labels.Labelling;
import org.unroll4j.data.labels.PurchaseWithin;
import org.unroll4j.data.labels.SessionLabel;

class SessionOracleTest {
  private static final Labelling TEN = new PurchaseWithin(Duration.ofMinutes(10), "purchase");
  private static final Labelling THREE = new PurchaseWithin(Duration.ofMinutes(3), "purchase");

  @TempDir private static Path folder;
  private static Path file;
  private static EventTable table;
  private static SessionOracle oracle;

  @BeforeAll
  static void generate() {
    file = folder.resolve("sessions.csv");
    SessionGenerator.write(file, 3001, 71);
    table = EventReader.read(file, SessionGenerator.columns(), ReadOptions.defaults());
    oracle = SessionOracle.forDataSet(file).orElseThrow();
  }

  /** Something that a model sees, or the prediction itself, as the name of a group of events. */
  private interface Grouping {
    Object of(LabelledSequence sequence, int t, double p);
  }

  /** Sums over the labelled events of a group: how often label 1, how often expected, variance. */
  private static final class Group {
    private double excess;
    private double squares;
    private double variance;
    private int count;
  }

  /**
   * Within every group that is made from what a model sees, labels come up as often as predicted.
   * Labels of one session depend on each other, so the spread is also measured over sessions.
   */
  private static void assertCalibrated(EventTable data, Labelling labelling, Grouping grouping) {
    Map<String, Group> groups = new TreeMap<>();
    for (LabelledSequence sequence : labelling.label(data)) {
      double[] p = oracle.probabilities(data, sequence, labelling);
      Map<String, Double> ofSession = new TreeMap<>();
      for (int t = 0; t < p.length; t++) {
        byte label = sequence.labels()[t];
        if (label != LabelledSequence.MASKED) {
          String group = String.valueOf(grouping.of(sequence, t, p[t]));
          ofSession.merge(group, label - p[t], Double::sum);
          Group sums = groups.computeIfAbsent(group, key -> new Group());
          sums.count++;
          sums.variance += p[t] * (1 - p[t]);
        }
      }
      ofSession.forEach(
          (name, excess) -> {
            groups.get(name).excess += excess;
            groups.get(name).squares += excess * excess;
          });
    }
    groups.values().removeIf(group -> group.count < 100);
    assertThat(groups).hasSizeGreaterThan(2);
    groups.forEach(
        (name, group) ->
            assertThat(Math.abs(group.excess))
                .as("group %s of %d events", name, group.count)
                .isLessThanOrEqualTo(4 * Math.sqrt(Math.max(group.squares, group.variance))));
  }

  private static Object lastTwoTypes(LabelledSequence sequence, int t, double p) {
    int row = sequence.from() + t;
    return table.types().value(row) + " after " + (t == 0 ? "-" : table.types().value(row - 1));
  }

  @Test
  void isCalibratedAmongEventsWithTheSameLastTwoTypes() {
    assertCalibrated(table, TEN, SessionOracleTest::lastTwoTypes);
    assertCalibrated(table, THREE, SessionOracleTest::lastTwoTypes);
  }

  @Test
  void isCalibratedAmongEventsOfTheSamePositionPauseAndPrice() {
    assertCalibrated(table, TEN, (sequence, t, p) -> Math.min(40, t));
    assertCalibrated(
        table,
        TEN,
        (sequence, t, p) ->
            t == 0
                ? -1
                : (table.timeMillis(sequence.from() + t)
                        - table.timeMillis(sequence.from() + t - 1))
                    / 30_000);
    double[] price = table.numeric().get(0).values();
    assertCalibrated(
        table, TEN, (sequence, t, p) -> Math.round(Math.log(price[sequence.from() + t])));
  }

  @Test
  void isCalibratedAmongEventsOfTheSamePrediction() {
    assertCalibrated(table, TEN, (sequence, t, p) -> Math.floor(10 * p));
  }

  @Test
  void isCalibratedForAModelThatDoesNotSeePrices() {
    EventColumns c = SessionGenerator.columns();
    EventTable blind =
        EventReader.read(
            file,
            new EventColumns(c.session(), c.user(), c.time(), c.type(), List.of(), List.of(), null),
            ReadOptions.defaults());
    assertCalibrated(blind, TEN, (sequence, t, p) -> Math.floor(10 * p));
    LabelledSequence sequence = TEN.label(table).get(1);
    assertThat(oracle.probabilities(blind, sequence, TEN))
        .isNotEqualTo(oracle.probabilities(table, sequence, TEN));
  }

  @Test
  void isCalibratedForOneLabelPerSession() {
    for (Set<String> cut :
        List.of(Set.of("purchase", "leave"), Set.of("purchase", "leave", "checkout"))) {
      SessionLabel label = new SessionLabel("yes", cut);
      assertCalibrated(table, label, (sequence, t, p) -> Math.floor(5 * p));
      assertCalibrated(table, label, SessionOracleTest::lastTwoTypes);
    }
  }

  @Test
  void agreesWithContinuationsDrawnFromTheFilteredState() {
    SplittableRandom random = new SplittableRandom(5);
    ProcessSimulator simulator = new ProcessSimulator(ShopProcess.create(), random);
    List<LabelledSequence> sequences =
        TEN.label(table).stream().filter(s -> s.length() > 8).toList();
    for (int which : new int[] {3, 500, 1207}) {
      LabelledSequence sequence = sequences.get(which);
      int t = sequence.length() / 2;
      double[] belief = oracle.beliefs(table, sequence)[t];
      int draws = 20_000;
      int purchases = 0;
      for (int i = 0; i < draws; i++) {
        List<ProcessSimulator.Mark> future = simulator.continueFrom(simulator.choose(belief));
        ProcessSimulator.Mark last = future.get(future.size() - 1);
        purchases += last.type().equals("purchase") && last.minutes() <= 10 ? 1 : 0;
      }
      double p = oracle.probabilities(table, sequence, TEN)[t];
      assertThat((double) purchases / draws)
          .isCloseTo(p, within(4.5 * Math.sqrt(p * (1 - p) / draws)));
    }
  }

  @Test
  void doesNotLookAhead() {
    LabelledSequence sequence =
        TEN.label(table).stream().filter(s -> s.length() > 9).findFirst().orElseThrow();
    double[] all = oracle.probabilities(table, sequence, TEN);
    double[] some = oracle.probabilities(table, sequence.first(5), TEN);
    assertThat(some).containsExactly(java.util.Arrays.copyOf(all, 5));
  }

  @Test
  void nothingIsBoughtAfterALeave() {
    LabelledSequence left =
        TEN.label(table).stream()
            .filter(s -> table.types().value(s.to() - 1).equals("leave"))
            .findFirst()
            .orElseThrow();
    assertThat(oracle.probabilities(table, left, TEN)[left.length() - 1]).isZero();
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    LabelledSequence sequence = TEN.label(table).get(0);
    for (Labelling unknown :
        List.of(
            new PurchaseWithin(Duration.ofHours(3), "purchase"),
            new PurchaseWithin(Duration.ofMinutes(1), "checkout"),
            new SessionLabel("no", Set.of("purchase")),
            new SessionLabel("yes", Set.of("leave")))) {
      assertThatThrownBy(() -> oracle.probabilities(table, sequence, unknown))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("SessionOracle: knows")
          .hasMessageNotContaining("\n");
    }
  }
}
