package org.unroll4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.unroll4j.report.page.Answer;
import org.unroll4j.report.page.Answer.Verdict;

/** The sentences at the top of a forecast's page follow from the numbers. */
class DemandAnswerTest {

  @Test
  void saysHowGoodTheForecastIsAgainstTheBestBaselineAndTheAttainable() {
    Answer answer = answer(DemandFixture.hour(1));
    assertThat(answer.verdict()).isEqualTo(Verdict.AHEAD);
    assertThat(answer.headline())
        .isEqualTo(
            "Over the last 7\u00a0days of 60 series, the next hour was forecast with a WAPE of "
                + "40.9\u202f%; the best baseline, boosted trees, has 43.1\u202f%; the best "
                + "attainable is 40.2\u202f%.");
    assertThat(answer.details())
        .contains(
            "The paired test between the network and boosted trees, on the absolute errors, over "
                + "168 periods finds the difference certain (p\u00a0=\u00a00.001).",
            "It is better than every baseline on WAPE, MAE, RMSE and weighted quantile loss.",
            "Counting only hours in which nothing was sold out, the WAPE is 38.0\u202f%; the best "
                + "baseline, boosted trees, has 40.1\u202f%.");
  }

  @Test
  void holdsTheLawOfDemandAgainstItOnlyWhereNothingWasSoldOut() {
    ObjectNode json = DemandFixture.hour(1);
    json.withObject("/attainable/sellable").put("wape", 0.374).put("coverage80", 0.851);
    Answer answer = answer(json);
    assertThat(answer.headline())
        .endsWith(
            "; the best baseline, boosted trees, has 43.1\u202f%. Where nothing was sold out it is "
                + "38.0\u202f%, that of boosted trees 40.1\u202f%, and the best attainable "
                + "37.4\u202f%.");
    assertThat(answer.details())
        .anyMatch(text -> text.contains("where nothing was sold out, those of the true distr"));
    assertThat(new DemandFigures(StructureTest.run(json)).tiles().get(1).details())
        .containsExactly("38.0\u202f% against 37.4\u202f%", "where nothing was sold out");
    assertThat(Contender.attainable(StructureTest.run(json)).orElseThrow().name())
        .isEqualTo("law of true demand");
  }

  @Test
  void speaksOfTheWholeHorizon() {
    assertThat(answer(DemandFixture.day(1)).headline())
        .contains("of 60 series, the next 24\u00a0hours were forecast");
  }

  @Test
  void saysPlainlyThatABaselineWins() {
    Answer answer = answer(DemandFixture.beaten(1));
    assertThat(answer.verdict()).isEqualTo(Verdict.BEHIND);
    assertThat(answer.headline())
        .contains("WAPE of 46.2\u202f%; a baseline does better: boosted trees with 43.1\u202f%");
    assertThat(answer.details()).anyMatch(text -> text.startsWith("It does not beat every"));
  }

  @Test
  void saysOnWhichMetricABaselineWinsAlthoughTheWapeIsAhead() {
    ObjectNode json = record(0.50, 0.60);
    json.withObject("/metrics/test").put("rmse", 0.2071);
    json.withObject("/baselines/meanOfDays").put("rmse", 0.205);
    assertThat(answer(json).verdict()).isEqualTo(Verdict.MIXED);
    assertThat(answer(json).details())
        .contains(
            "It does not beat every baseline: it is behind the 28-day same-time mean on RMSE "
                + "(0.207 against 0.205).");
  }

  @Test
  void callsEqualFiguresLevel() {
    ObjectNode json = record(0.4394, 0.43938);
    json.withObject("/differences/meanOfDays").put("metric", "mae").put("pValue", 0.97);
    assertThat(answer(json).verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(answer(json).details())
        .contains(
            "It does not beat every baseline: it is level with the 28-day same-time mean on WAPE "
                + "(43.9\u202f%).");
  }

  @Test
  void leavesItOpenWhereThePairedTestCannotTell() {
    ObjectNode json = record(0.50, 0.505);
    json.withObject("/differences/meanOfDays").put("metric", "mae").put("pValue", 0.31);
    assertThat(answer(json).verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(answer(json).headline())
        .contains("the best baseline, the 28-day same-time mean, has 50.5\u202f%, a difference");
    assertThat(answer(json).details())
        .contains(
            "The paired test between the network and the 28-day same-time mean, on the absolute "
                + "errors, cannot tell the two apart (p\u00a0=\u00a00.310).");
  }

  @Test
  void leavesItOpenWhereThereAreTooFewPeriodsForTheTest() {
    ObjectNode json = record(0.50, 0.60);
    json.withObject("/differences/meanOfDays").put("metric", "mae").put("note", "Cannot tell.");
    assertThat(answer(json).verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(answer(json).details())
        .contains(
            "The paired test between the network and the 28-day same-time mean, on the absolute "
                + "errors, cannot tell the two apart.");
  }

  @Test
  void comparesWhatIntervalsHoldWithWhatTheyPromised() {
    ObjectNode json = record(0.5, 0.6);
    json.withObject("/metrics/test").put("coverage80", 0.861);
    assertThat(answer(json).details())
        .contains("Its 80\u202f% intervals held 86.1\u202f% of what happened.");
    json.withObject("/calibration")
        .putArray("coverage")
        .addObject()
        .put("nominal", 0.8)
        .put("promised", 0.871);
    assertThat(answer(json).details())
        .anyMatch(text -> text.contains("held 86.1\u202f% of what happened; it had promised 87.1"));
  }

  @Test
  void warnsOfFewTargetsAndSaysWhyThereIsNoFigure() {
    ObjectNode few = record(0.5, 0.6);
    few.withObject("/metrics/test").put("targets", 12);
    assertThat(answer(few).details())
        .contains("Take all figures with care: the test part has only 12 targets.");
    ObjectNode none = DemandFixture.empty();
    assertThat(answer(none).headline()).contains("the run has no WAPE on the test part");
    none.withObject("/metrics/test").put("targets", 0);
    assertThat(answer(none).headline()).contains("holds no target at all");
    assertThat(answer(none).verdict()).isEqualTo(Verdict.NONE);
  }

  private static Answer answer(ObjectNode json) {
    return new DemandAnswer(StructureTest.run(json)).answer();
  }

  private static ObjectNode record(double wape, double mean) {
    ObjectNode json = DemandFixture.empty();
    json.putObject("task").put("horizon", 1).put("frequency", "1h");
    json.withObject("/metrics/test").put("wape", wape);
    json.withObject("/baselines/meanOfDays").put("wape", mean);
    return json;
  }
}
