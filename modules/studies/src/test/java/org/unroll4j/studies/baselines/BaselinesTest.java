package org.unroll4j.studies.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.unroll4j.data.events.CodedColumn;
import org.unroll4j.studies.evaluation.Metric;
import org.unroll4j.studies.evaluation.Moments;
import org.unroll4j.studies.evaluation.Scores;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BaselinesTest {

  private final Baselines.Part train = ToySessions.part(1, 1501);
  private final Baselines.Part validation = ToySessions.part(2, 401);
  private final Baselines.Part test = ToySessions.part(3, 1009);
  private Baselines baselines;
  private final Map<String, Scores> scores = new LinkedHashMap<>();

  @BeforeAll
  void train() {
    baselines = Baselines.train(train, validation, 5);
    baselines
        .trained()
        .forEach(b -> scores.put(b.name(), Scores.of(b.predict(test.events(), test.moments()))));
  }

  private double value(String name, Metric metric) {
    return scores.get(name).get(metric).orElseThrow();
  }

  @Test
  void allFourAreThere() {
    assertThat(scores).containsOnlyKeys("baseRate", "logisticCounts", "markov", "boostedTrees");
    assertThat(baselines.notes()).isEmpty();
    assertThat(baselines.trained()).allMatch(b -> b.description().endsWith("."));
  }

  @Test
  void theBaseRateRanksNothing() {
    assertThat(value("baseRate", Metric.AUC)).isEqualTo(0.5);
    double rate = (double) train.moments().positives() / train.moments().size();
    assertThat(baselines.trained().get(0).probabilities(test.events(), test.moments()))
        .containsOnly(rate);
  }

  @Test
  void onlyThoseThatSeeOrderFindTheSignal() {
    double attainable = attainable();
    assertThat(value("markov", Metric.AUC)).isCloseTo(attainable, within(0.02));
    assertThat(value("boostedTrees", Metric.AUC)).isCloseTo(attainable, within(0.03));
    assertThat(value("logisticCounts", Metric.AUC)).isBetween(0.55, attainable - 0.05);
    assertThat(value("logisticCounts", Metric.LOG_LOSS))
        .isLessThan(value("baseRate", Metric.LOG_LOSS));
    assertThat(value("markov", Metric.LOG_LOSS))
        .isLessThan(value("logisticCounts", Metric.LOG_LOSS));
  }

  /** AUC of the rule that made the labels. */
  private double attainable() {
    int[] type = test.events().types().codes();
    double[] truth = new double[test.moments().size()];
    for (int i = 0; i < truth.length; i++) {
      boolean signal = test.moments().step()[i] > 1 && type[i - 1] == 0 && type[i] == 1;
      truth[i] = signal ? 0.8 : 0.1;
    }
    return Scores.of(new org.unroll4j.studies.evaluation.Predictions(test.moments(), truth))
        .get(Metric.AUC)
        .orElseThrow();
  }

  @Test
  void theRegressionIsBlindToOrder() {
    Baseline regression = baselines.trained().get(1);
    int[] last = new int[] {3, 3};
    Moments moments = new Moments(new int[] {0, 1}, last, new int[2], new long[2], new byte[2]);
    long[] times = {0, 1000, 2000, 0, 1500, 2000};
    CodedColumn types = new CodedColumn("type", ToySessions.TYPES, new int[] {0, 1, 2, 2, 1, 0});
    SessionEvents events =
        new SessionEvents(
            types, times, test.events().categorical(), test.events().numeric(), new int[] {0, 3});
    double[] p = regression.probabilities(events, moments);
    assertThat(p[0]).isEqualTo(p[1]);
    double[] seesOrder = baselines.trained().get(2).probabilities(events, moments);
    assertThat(seesOrder[0]).isNotEqualTo(seesOrder[1]);
  }

  @Test
  void sameSeedSameProbabilities() {
    Baselines again = Baselines.train(train, validation, 5);
    for (int b = 0; b < again.trained().size(); b++) {
      assertThat(again.trained().get(b).probabilities(test.events(), test.moments()))
          .isEqualTo(baselines.trained().get(b).probabilities(test.events(), test.moments()));
    }
  }

  @Test
  void survivesAFileAndOtherCodes(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("baselines.json");
    baselines.write(file);
    Baselines read = Baselines.read(file);
    SessionEvents events = test.events();
    int[] otherCodes = events.types().codes().clone();
    for (int i = 0; i < otherCodes.length; i++) {
      otherCodes[i] = 3 - otherCodes[i];
    }
    SessionEvents recoded =
        new SessionEvents(
            new CodedColumn("type", List.of("unknown", "c", "b", "a"), otherCodes),
            events.timeMillis(),
            events.categorical(),
            events.numeric(),
            events.from());
    for (int b = 0; b < 4; b++) {
      assertThat(read.trained().get(b).probabilities(recoded, test.moments()))
          .isEqualTo(baselines.trained().get(b).probabilities(events, test.moments()));
    }
  }

  @Test
  void treesThatCannotBeUsedAreLeftOut(@TempDir Path folder) throws IOException {
    BoostedTrees trees = (BoostedTrees) baselines.trained().get(3);
    BoostedTrees broken = new BoostedTrees(trees.columns(), trees.rounds(), new byte[] {1, 2, 3});
    Path file = folder.resolve("baselines.json");
    new Baselines(List.of(baselines.trained().get(0), broken), List.of()).write(file);
    Baselines read = Baselines.read(file);
    assertThat(read.trained()).singleElement().isInstanceOf(BaseRate.class);
    assertThat(read.notes()).singleElement().asString().contains("trees are left out");
  }

  @Test
  void nothingToPredict() {
    Moments none = test.moments().select(new int[0]);
    for (Baseline baseline : baselines.trained()) {
      assertThat(baseline.probabilities(test.events(), none)).isEmpty();
    }
  }

  @Test
  void markovByHand() {
    // Base rate 0.2; after "b" 3 of 4; after "a", "b" 2 of 2; α = 2; symbols b = 2, a = 3, base 4.
    Markov markov =
        new Markov(
            new KnownValues("type", List.of("a")),
            2,
            2,
            0.2,
            Map.of(2L, new Markov.Count(3, 4), 2L * 4 + 3, new Markov.Count(2, 2)));
    SessionEvents events =
        new SessionEvents(
            new CodedColumn("type", ToySessions.TYPES, new int[] {0, 1, 1}),
            new long[3],
            List.of(),
            List.of(),
            new int[] {0});
    int[] steps = {1, 2, 3};
    Moments moments = new Moments(new int[3], steps, new int[3], new long[3], new byte[3]);
    double afterB = (3 + 2 * 0.2) / 6;
    assertThat(markov.probabilities(events, moments))
        .containsExactly(new double[] {0.2, (2 + 2 * afterB) / 4, afterB}, within(1e-12));
  }

  @Test
  void wholeSessionsAreLeftOutOfLargeData() {
    List<String> notes = new ArrayList<>();
    Moments all = train.moments();
    Moments fewer = Baselines.thinned(all, (all.size() + 3) / 4, notes);
    assertThat(fewer.sequence())
        .containsOnly(java.util.stream.IntStream.range(0, 1501).filter(s -> s % 4 == 0).toArray());
    assertThat(notes).singleElement().asString().contains("every 4-th session");
    assertThat(Baselines.thinned(all, all.size(), notes)).isSameAs(all);
  }

  @Test
  void oneClassIsRefused() {
    Moments all = train.moments();
    Moments negatives = all.select(all.indices(i -> all.label()[i] == 0));
    Baselines.Part oneClass = new Baselines.Part(train.events(), negatives);
    assertThatThrownBy(() -> Baselines.train(oneClass, validation, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("training needs both labels, but 0 of");
    Baselines.Part empty = new Baselines.Part(train.events(), all.select(new int[0]));
    assertThatThrownBy(() -> Baselines.train(train, empty, 1))
        .hasMessageContaining("validation part has no moment");
  }
}
