package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.unroll4j.report.page.Answer.Verdict;

/**
 * How a model stands against the best baseline by WAPE, and against the attainable.
 *
 * @param model the model
 * @param baselines all of them, in the order of the record
 * @param best of them by WAPE, if one has it
 * @param attainable the attainable, if there is one
 * @param tested whether there was a paired test against that best one
 * @param pValue of that test; none if it could not tell
 * @param promised80 how much the 80 % intervals hold by their own account, where that is more than
 *     80 %, as text
 */
record DemandStanding(
    Contender model,
    List<Contender> baselines,
    Optional<Contender> best,
    Optional<Contender> attainable,
    boolean tested,
    OptionalDouble pValue,
    String promised80) {

  /** A difference is called certain if chance alone makes one as large more rarely than this. */
  static final double CERTAIN = 0.05;

  /** On these a baseline that wins is named. */
  static final List<Metric> JUDGES = List.of(Metric.WAPE, Metric.MAE, Metric.RMSE, Metric.WQL);

  static DemandStanding of(Run run) {
    List<Contender> baselines = Contender.baselines(run);
    Optional<Contender> best = Contender.best(baselines, Metric.WAPE);
    JsonNode test = best.map(baseline -> test(run, baseline)).orElse(MissingNode.getInstance());
    return new DemandStanding(
        Contender.model(run),
        baselines,
        best,
        Contender.attainable(run),
        !test.isMissingNode(),
        Values.number(test, "pValue"),
        promised80(run.json()));
  }

  private static String promised80(JsonNode json) {
    return Values.elements(json, "calibration.coverage").stream()
        .filter(interval -> Values.number(interval, "nominal").orElse(0) == 0.8)
        .filter(interval -> Values.number(interval, "promised").orElse(0) > 0.82)
        .map(interval -> Values.text(interval, "promised", Unit.SHARE))
        .findFirst()
        .orElse("");
  }

  /** The paired test against a baseline. */
  static JsonNode test(Run run, Contender baseline) {
    return Values.at(run.json(), "differences").path(baseline.key());
  }

  /** Whether the paired test found the difference from the best baseline certain. */
  boolean certain() {
    return pValue.isPresent() && pValue.getAsDouble() < CERTAIN;
  }

  Verdict verdict() {
    if (model.value(Metric.WAPE).isEmpty() || best.isEmpty()) {
      return Verdict.NONE;
    }
    if (tested && !certain()) {
      return Verdict.UNDECIDED;
    }
    if (model.beats(best.get(), Metric.WAPE)) {
      return JUDGES.stream().anyMatch(this::isBehind) ? Verdict.MIXED : Verdict.AHEAD;
    }
    return best.get().beats(model, Metric.WAPE) ? Verdict.BEHIND : Verdict.UNDECIDED;
  }

  /** Whether a baseline is better by more than the figures as they are written. */
  boolean isBehind(Metric metric) {
    return Contender.best(baselines, metric)
        .filter(b -> b.beats(model, metric) && !b.text(metric).equals(model.text(metric)))
        .isPresent();
  }

  /** Whether the attainable is known for what was not sold out, and for nothing else. */
  boolean soldOut() {
    return attainable.isPresent() && attainable.get().sellable().value(Metric.WAPE).isPresent();
  }

  /** Somebody as the attainable can be held against: without what was sold out. */
  Contender comparable(Contender contender) {
    return soldOut() ? contender.sellable() : contender;
  }

  /** The best that anybody could reach, where it is known. */
  Optional<Contender> ideal() {
    return attainable.map(this::comparable).filter(a -> a.value(Metric.WAPE).isPresent());
  }

  /** By which share the model's WAPE exceeds the best attainable one; 0 if it does not. */
  OptionalDouble excess() {
    OptionalDouble own = comparable(model).value(Metric.WAPE);
    double least = ideal().map(a -> a.value(Metric.WAPE).getAsDouble()).orElse(0.0);
    return own.isPresent() && least > 0
        ? OptionalDouble.of(Math.max(0, own.getAsDouble() / least - 1))
        : OptionalDouble.empty();
  }
}
