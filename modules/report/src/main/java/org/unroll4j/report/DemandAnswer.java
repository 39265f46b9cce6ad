package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.unroll4j.report.page.Answer;

/** Says in words how well demand was forecast, whatever the figures turn out to be. */
final class DemandAnswer {

  /** With fewer targets in the test part, a reader is warned. */
  private static final int FEW = 500;

  private final Run run;
  private final JsonNode json;
  private final Task task;
  private final DemandStanding standing;

  DemandAnswer(Run run) {
    this.run = run;
    this.json = run.json();
    this.task = new Task(json);
    this.standing = DemandStanding.of(run);
  }

  Answer answer() {
    List<String> details = new ArrayList<>();
    if (standing.model().value(Metric.WAPE).isPresent()) {
      details.add(
          "WAPE is the sum of all absolute errors as a share of the sum of all values; 0 is perfect.");
    }
    test().ifPresent(details::add);
    losses().ifPresent(details::add);
    intervals().ifPresent(details::add);
    sellable().ifPresent(details::add);
    few().ifPresent(details::add);
    return new Answer(standing.verdict(), headline(), details);
  }

  private String headline() {
    Contender model = standing.model();
    if (model.value(Metric.WAPE).isEmpty()) {
      OptionalDouble targets = Values.number(json, "metrics.test.targets");
      return targets.isPresent() && targets.getAsDouble() == 0
          ? "Nothing can be said about the forecasts: the test part holds no target at all."
          : "Nothing can be said about the forecasts: the run has no WAPE on the test part.";
    }
    StringBuilder text = new StringBuilder(where());
    text.append(task.horizon() == 1 ? " was" : " were");
    text.append(" forecast with a WAPE of ").append(model.text(Metric.WAPE));
    standing.best().ifPresent(best -> text.append(against(best)));
    standing.ideal().ifPresent(ideal -> text.append(attainable(ideal)));
    return text.append('.').toString();
  }

  private String attainable(Contender ideal) {
    String least = ideal.text(Metric.WAPE);
    if (!standing.soldOut()) {
      return "; the best attainable is " + least;
    }
    String baseline =
        sellableBest()
            .map(b -> ", that of %s %s".formatted(b.said(), b.text(Metric.WAPE)))
            .orElse("");
    return ". Where nothing was sold out it is %s%s, and the best attainable %s"
        .formatted(standing.model().sellable().text(Metric.WAPE), baseline, least);
  }

  private Optional<Contender> sellableBest() {
    return Contender.best(
        standing.baselines().stream().map(Contender::sellable).toList(), Metric.WAPE);
  }

  private String where() {
    String period = task.period(Values.at(json, "data.splits.test"));
    String series =
        task.series().orElse(1) > 1
            ? " of %s series".formatted(Unit.COUNT.format(task.series().getAsDouble()))
            : "";
    return period.isEmpty()
        ? Names.capital(task.ahead()) + series
        : "Over the last %s%s, %s".formatted(period, series, task.ahead());
  }

  private String against(Contender best) {
    String who = best.said();
    String value = best.text(Metric.WAPE);
    return switch (standing.verdict()) {
      case AHEAD, MIXED -> "; the best baseline, %s, has %s".formatted(who, value);
      case BEHIND -> "; a baseline does better: %s with %s".formatted(who, value);
      default ->
          "; the best baseline, %s, has %s, a difference that may be chance".formatted(who, value);
    };
  }

  private Optional<String> test() {
    if (!standing.tested()) {
      return Optional.empty();
    }
    Contender best = standing.best().orElseThrow();
    JsonNode test = DemandStanding.test(run, best);
    String what = Values.text(test, "metric");
    OptionalDouble periods = Values.number(test, "periods");
    String over =
        periods.isPresent()
            ? " over %s periods".formatted(Unit.COUNT.format(periods.getAsDouble()))
            : "";
    String said =
        "The paired test between the network and %s%s%s"
            .formatted(
                best.said(),
                what.isEmpty() ? "" : ", on the " + Names.testedMetric(what) + ",",
                over);
    return Optional.of(
        standing.certain()
            ? "%s finds the difference certain (%s).".formatted(said, p(standing.pValue()))
            : "%s cannot tell the two apart%s.".formatted(said, withP()));
  }

  private String withP() {
    return standing.pValue().isPresent() ? " (" + p(standing.pValue()) + ")" : "";
  }

  /** A p-value such as {@code p = 0.012}. */
  static String p(OptionalDouble value) {
    double p = value.orElseThrow();
    return p < 0.001 ? "p\u00a0<\u00a00.001" : "p\u00a0=\u00a0" + Unit.SCORE.format(p);
  }

  /** Where a baseline is ahead of the network, or level with it; of every metric that counts. */
  private Optional<String> losses() {
    Map<String, List<String>> lost = new LinkedHashMap<>();
    List<String> judged = new ArrayList<>();
    for (Metric metric : DemandStanding.JUDGES) {
      Optional<Contender> best = Contender.best(standing.baselines(), metric);
      if (best.isPresent() && standing.model().value(metric).isPresent()) {
        judged.add(inSentence(metric));
        place(metric, best.get())
            .ifPresent(
                place ->
                    lost.computeIfAbsent(place, p -> new ArrayList<>())
                        .add(figures(metric, best.get())));
      }
    }
    if (judged.isEmpty()) {
      return Optional.empty();
    }
    if (lost.isEmpty()) {
      return Optional.of(
          "It is better than every baseline on %s.".formatted(ComparisonAnswer.listed(judged)));
    }
    return Optional.of(
        "It does not beat every baseline: it is "
            + lost.entrySet().stream()
                .map(e -> e.getKey() + " on " + ComparisonAnswer.listed(e.getValue()))
                .collect(Collectors.joining("; "))
            + ".");
  }

  /** Behind or level with a baseline; empty if it is ahead. */
  private Optional<String> place(Metric metric, Contender best) {
    if (best.text(metric).equals(standing.model().text(metric))) {
      return Optional.of("level with " + best.said());
    }
    return standing.isBehind(metric) ? Optional.of("behind " + best.said()) : Optional.empty();
  }

  private String figures(Metric metric, Contender best) {
    String own = standing.model().text(metric);
    String other = best.text(metric);
    return own.equals(other)
        ? "%s (%s)".formatted(inSentence(metric), own)
        : "%s (%s against %s)".formatted(inSentence(metric), own, other);
  }

  private static String inSentence(Metric metric) {
    return metric.equals(Metric.WQL) ? Names.small(metric.title()) : metric.title();
  }

  private Optional<String> intervals() {
    Contender model = standing.comparable(standing.model());
    String held = model.text(Metric.COVERAGE_80);
    if (held.isEmpty()) {
      return Optional.empty();
    }
    String attainable = standing.ideal().map(a -> a.text(Metric.COVERAGE_80)).orElse("");
    String promised = standing.promised80();
    StringBuilder text = new StringBuilder("Its 80\u202f% intervals held ").append(held);
    text.append(" of what happened");
    if (!attainable.isEmpty()) {
      text.append(standing.soldOut() ? " where nothing was sold out" : "");
      text.append(", those of the true distribution ").append(attainable);
    } else if (!promised.isEmpty()) {
      text.append("; it had promised ").append(promised);
    }
    if (!task.grid().isEmpty() && !(attainable + promised).isEmpty()) {
      text.append(" (values are ")
          .append(task.grid())
          .append(", so an interval of 80\u202f% has to hold more)");
    }
    return Optional.of(text.append('.').toString());
  }

  private Optional<String> sellable() {
    Contender model = standing.model().sellable();
    if (standing.soldOut() || model.value(Metric.WAPE).isEmpty()) {
      return Optional.empty();
    }
    return sellableBest()
        .map(
            best ->
                "Counting only %ss in which nothing was sold out, the WAPE is %s; the best baseline, %s, has %s."
                    .formatted(
                        task.unit(), model.text(Metric.WAPE), best.said(), best.text(Metric.WAPE)));
  }

  private Optional<String> few() {
    OptionalDouble targets = Values.number(json, "metrics.test.targets");
    return targets.isPresent() && targets.getAsDouble() > 0 && targets.getAsDouble() < FEW
        ? Optional.of(
            "Take all figures with care: the test part has only %s target%s."
                .formatted(
                    Unit.COUNT.format(targets.getAsDouble()),
                    targets.getAsDouble() == 1 ? "" : "s"))
        : Optional.empty();
  }
}
