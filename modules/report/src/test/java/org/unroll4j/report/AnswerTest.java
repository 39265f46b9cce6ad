package org.unroll4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.unroll4j.report.page.Answer;
import org.unroll4j.report.page.Answer.Verdict;

/** The sentences at the top follow from the numbers. */
class AnswerTest {

  @Test
  void saysThatTheModelIsAheadAndHowMuchOfTheAttainableItReaches() {
    ObjectNode json = record(0.873, 0.792);
    json.putObject("attainable").put("auc", 0.879).put("logLoss", 0.21);
    Answer answer = answer(json);
    assertThat(answer.verdict()).isEqualTo(Verdict.AHEAD);
    assertThat(answer.headline())
        .isEqualTo(
            "The GRU predicts a purchase within 10\u00a0minutes with an AUC of 0.873, ahead of its"
                + " baseline, boosted trees (0.792). It goes 98.4\u202f% of the way from guessing to"
                + " the best attainable (0.879).");
    assertThat(answer.details().get(0)).contains("the higher probability 87 times in 100.");
  }

  @Test
  void namesTheBestOfSeveralBaselines() {
    ObjectNode json = record(0.873, 0.792);
    json.withObject("/baselines").putObject("markov").put("auc", 0.81);
    assertThat(answer(json).headline())
        .contains("ahead of every baseline, the best of which is the Markov model (0.810)");
  }

  @Test
  void saysPlainlyThatABaselineWins() {
    Answer answer = answer(record(0.790, 0.830));
    assertThat(answer.verdict()).isEqualTo(Verdict.BEHIND);
    assertThat(answer.headline())
        .contains("AUC of 0.790; a baseline does better: boosted trees (0.830).");
  }

  @Test
  void leavesItOpenWhereTheBaselineLiesInsideTheModelsInterval() {
    ObjectNode json = record(0.800, 0.795);
    json.withObject("/metrics/test/intervals").putArray("auc").add(0.79).add(0.81);
    assertThat(answer(json).verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(answer(json).headline())
        .contains(
            "0.800, ahead of the best baseline, boosted trees (0.795), by less than this test part"
                + " can resolve");
    ObjectNode behind = record(0.795, 0.800);
    behind.withObject("/metrics/test/intervals").putArray("auc").add(0.785).add(0.805);
    assertThat(answer(behind).headline()).contains("0.795, behind the best baseline");
  }

  @Test
  void trustsTheIntervalOfTheDifferenceMore() {
    ObjectNode json = record(0.800, 0.795);
    json.withObject("/metrics/test/intervals").putArray("auc").add(0.79).add(0.81);
    json.withObject("/differences/boostedTrees/intervals").putArray("auc").add(0.001).add(0.009);
    assertThat(answer(json).verdict()).isEqualTo(Verdict.AHEAD);
    assertThat(answer(json).details().get(0))
        .contains("Its lead over boosted trees is 0.005 (95\u202f% interval 0.001 to 0.009).");
    json.withObject("/differences/boostedTrees/intervals").putArray("auc").add(-0.001).add(0.009);
    assertThat(answer(json).verdict()).isEqualTo(Verdict.UNDECIDED);
    ObjectNode behind = record(0.700, 0.750);
    behind.withObject("/differences/boostedTrees/intervals").putArray("auc").add(-0.06).add(-0.04);
    assertThat(answer(behind).verdict()).isEqualTo(Verdict.BEHIND);
    assertThat(answer(behind).details().get(0))
        .contains("It trails boosted trees by 0.050 (95\u202f% interval 0.040 to 0.060).");
  }

  @Test
  void doesNotClaimMoreThanTheAttainable() {
    ObjectNode json = record(0.8801, 0.792);
    json.putObject("attainable").put("auc", 0.880);
    assertThat(answer(json).headline()).endsWith("That is as good as the best attainable (0.880).");
    json.putObject("attainable").put("auc", 0.5);
    assertThat(answer(json).headline()).doesNotContain("attainable");
  }

  @Test
  void saysWhenABaselineHasTheBetterProbabilities() {
    ObjectNode json = record(0.873, 0.792);
    json.withObject("/metrics/test").put("logLoss", 0.25);
    json.withObject("/baselines/boostedTrees").put("logLoss", 0.24);
    assertThat(answer(json).details())
        .contains(
            "Its probabilities have a log loss of 0.2500; a baseline does better: boosted trees "
                + "with 0.2400.");
    json.withObject("/metrics/test").put("logLoss", 0.231);
    json.putObject("attainable").put("logLoss", 0.22);
    assertThat(answer(json).details())
        .contains(
            "Its probabilities have a log loss of 0.2310, 5.0\u202f% above the best attainable "
                + "(0.2200); the best baseline, boosted trees, has 0.2400.");
  }

  @Test
  void warnsOfFewPositives() {
    ObjectNode json = record(0.873, 0.792);
    json.withObject("/metrics/test").put("positives", 12).put("predictions", 900);
    assertThat(answer(json).details())
        .contains("Take all figures with care: the test part has only 12 positives.");
    json.withObject("/metrics/test").put("positives", 100);
    assertThat(answer(json).details()).noneMatch(detail -> detail.contains("with care"));
  }

  @Test
  void saysWhyThereIsNoRanking() {
    assertThat(answer(Fixture.oneClass(1)).headline()).contains("no positive at all");
    ObjectNode json = Fixture.empty();
    json.withObject("/metrics/test").put("positives", 40).put("predictions", 40);
    assertThat(answer(json).headline()).contains("every prediction of the test part is positive");
    assertThat(answer(Fixture.empty()).headline()).contains("no AUC");
    assertThat(answer(Fixture.empty()).verdict()).isEqualTo(Verdict.NONE);
  }

  @Test
  void speaksOfSessionsWhereSessionsAreLabelled() {
    Answer answer = answer(Fixture.sessionLabel(1));
    assertThat(answer.headline()).startsWith("The GRU predicts the label of a session with an AUC");
    assertThat(answer.details().get(0)).startsWith("Shown two sessions, one of each label,");
    assertThat(answer.details()).noneMatch(detail -> detail.contains("purchase"));
  }

  @Test
  void saysWhoseLayersWereUsed() {
    ObjectNode json = record(0.8, 0.7);
    json.withObject("/model").put("cell", "lstm").put("implementation", "deeplearning4j");
    assertThat(answer(json).headline()).startsWith("The LSTM (Deeplearning4j) predicts");
  }

  private static Answer answer(ObjectNode json) {
    return new RunAnswer(StructureTest.run(json)).answer();
  }

  private static ObjectNode record(double auc, double boostedTrees) {
    ObjectNode json = Fixture.empty();
    json.putObject("task").put("kind", "purchaseWithin").put("horizonMinutes", 10);
    json.putObject("model").put("cell", "gru").put("implementation", "unroll4j");
    json.withObject("/metrics/test").put("auc", auc);
    json.withObject("/baselines/boostedTrees").put("auc", boostedTrees);
    return json;
  }
}
