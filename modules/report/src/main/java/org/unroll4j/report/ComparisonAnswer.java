package org.unroll4j.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.unroll4j.report.page.Answer;
import org.unroll4j.report.page.Answer.Verdict;

/** Says in words which of several runs is best, and whether the others are clearly behind. */
final class ComparisonAnswer {

  private final List<Contender> ranked;
  private final boolean comparable;
  private final Run first;

  /**
   * @param comparable whether all were judged on the same predictions
   */
  ComparisonAnswer(List<Entrant> entrants, boolean comparable) {
    this.ranked =
        entrants.stream()
            .map(Entrant::contender)
            .filter(c -> c.value(Metric.AUC).isPresent())
            .sorted(Comparator.comparingDouble(ComparisonAnswer::auc).reversed())
            .toList();
    this.comparable = comparable;
    this.first = entrants.get(0).run();
  }

  Answer answer() {
    if (ranked.isEmpty()) {
      return new Answer(Verdict.NONE, "None of these runs has an AUC on its test part.", List.of());
    }
    if (!comparable) {
      return new Answer(
          Verdict.NONE,
          "These runs were not judged on the same predictions, so their figures must not be ranked.",
          List.of("Data, task or test part differ; the tables below say where."));
    }
    List<String> details = new ArrayList<>();
    baselines().ifPresent(details::add);
    logLoss().ifPresent(details::add);
    return new Answer(Verdict.NONE, headline(), details);
  }

  private String headline() {
    Contender best = ranked.get(0);
    String others = listed(ranked.stream().skip(1).map(ComparisonAnswer::named).toList());
    String lead = "By AUC the best is %s".formatted(named(best));
    if (others.isEmpty()) {
      return lead + "; no other run has one.";
    }
    Interval interval = best.interval(Metric.AUC);
    List<Contender> close =
        ranked.stream().skip(1).filter(c -> interval != null && interval.contains(auc(c))).toList();
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
    Standing standing = Standing.of(first);
    List<String> parts = new ArrayList<>();
    standing.baseline().ifPresent(b -> parts.add("the best baseline is " + named(b)));
    standing.attainable().ifPresent(a -> parts.add("the best attainable AUC is " + score(a)));
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(Names.capital(String.join("; ", parts)) + ".");
  }

  private Optional<String> logLoss() {
    return Contender.best(ranked, Metric.LOG_LOSS)
        .map(
            best ->
                "The best probabilities are those of %s: log loss %s."
                    .formatted(
                        best.name(), Unit.LOSS.format(best.value(Metric.LOG_LOSS).getAsDouble())));
  }

  private static double auc(Contender contender) {
    return contender.value(Metric.AUC).getAsDouble();
  }

  private static String score(Contender contender) {
    return Unit.SCORE.format(auc(contender));
  }

  private static String named(Contender contender) {
    return "%s (%s)".formatted(contender.name(), score(contender));
  }
}
