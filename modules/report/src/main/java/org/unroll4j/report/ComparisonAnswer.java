package org.unroll4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.unroll4j.report.page.Answer;
import org.unroll4j.report.page.Answer.Verdict;

/** Says in words which of several runs is best, and whether the others are clearly behind. */
final class ComparisonAnswer {

  private final List<Contender> ranked;
  private final boolean comparable;
  private final Run first;
  private final Study study;
  private final Metric metric;

  /**
   * @param comparable whether all were judged on the same predictions
   */
  ComparisonAnswer(List<Entrant> entrants, boolean comparable) {
    this.first = entrants.get(0).run();
    this.study = first.study();
    this.metric = study.main();
    this.ranked =
        entrants.stream()
            .map(Entrant::contender)
            .filter(c -> c.value(metric).isPresent())
            .sorted((a, b) -> a.beats(b, metric) ? -1 : b.beats(a, metric) ? 1 : 0)
            .toList();
    this.comparable = comparable;
  }

  Answer answer() {
    if (ranked.isEmpty()) {
      return new Answer(
          Verdict.NONE,
          "None of these runs has %s on its test part.".formatted(article()),
          List.of());
    }
    if (!comparable) {
      return new Answer(
          Verdict.NONE,
          "These runs were not judged on the same predictions, so their figures must not be ranked.",
          List.of("Data, task or test part differ; the tables below say where."));
    }
    List<String> details = new ArrayList<>();
    baselines().ifPresent(details::add);
    probabilities().ifPresent(details::add);
    return new Answer(Verdict.NONE, headline(), details);
  }

  private String article() {
    return (metric.equals(Metric.AUC) ? "an " : "a ") + metric.title();
  }

  private String headline() {
    Contender best = ranked.get(0);
    String others = listed(ranked.stream().skip(1).map(this::named).toList());
    String lead = "By %s the best is %s".formatted(metric.title(), named(best));
    if (others.isEmpty()) {
      return lead + "; no other run has one.";
    }
    Interval interval = best.interval(metric);
    if (interval == null && study == Study.DEMAND) {
      return "%s, before %s.".formatted(lead, others);
    }
    List<Contender> close =
        ranked.stream()
            .skip(1)
            .filter(c -> interval != null && interval.contains(c.value(metric).getAsDouble()))
            .toList();
    if (close.isEmpty()) {
      return "%s, ahead of %s.".formatted(lead, others);
    }
    String which =
        close.size() == ranked.size() - 1
            ? close.size() == 1 ? "the two apart" : "them apart"
            : "it from " + listed(close.stream().map(Contender::name).toList());
    return "%s, before %s, but this test part cannot tell %s with certainty."
        .formatted(lead, others, which);
  }

  /** {@code a}, {@code a and b}, {@code a, b and c}. */
  static String listed(List<String> names) {
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  private Optional<String> baselines() {
    List<String> parts = new ArrayList<>();
    Contender.best(Contender.baselines(first), metric)
        .ifPresent(b -> parts.add("the best baseline is " + named(b)));
    Contender.attainable(first)
        .filter(a -> a.value(metric).isPresent())
        .ifPresent(
            a ->
                parts.add(
                    "the best attainable %s is %s".formatted(metric.title(), a.text(metric))));
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(Names.capital(String.join("; ", parts)) + ".");
  }

  private Optional<String> probabilities() {
    Metric judge = study.distribution();
    return Contender.best(ranked, judge)
        .map(
            best ->
                "The best probabilities are those of %s: %s %s."
                    .formatted(best.name(), Names.small(judge.title()), best.text(judge)));
  }

  private String named(Contender contender) {
    return "%s (%s)".formatted(contender.name(), contender.text(metric));
  }
}
