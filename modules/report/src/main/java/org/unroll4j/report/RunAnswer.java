package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.unroll4j.report.page.Answer;

/** Says in words how well a model predicts, whatever the figures turn out to be. */
final class RunAnswer {

  /** Below this many positives in the test part, a reader is warned. */
  private static final int FEW = 100;

  private final JsonNode json;
  private final Standing standing;
  private final List<Contender> baselines;
  private final Optional<Contender> attainable;
  private final String model;

  RunAnswer(Run run) {
    this.json = run.json();
    this.standing = Standing.of(run);
    this.baselines = Contender.baselines(run);
    this.attainable = Contender.attainable(run);
    this.model = "The " + standing.model().name();
  }

  Answer answer() {
    List<String> details = new ArrayList<>();
    pairs().ifPresent(details::add);
    probabilities().ifPresent(details::add);
    use().ifPresent(details::add);
    few().ifPresent(details::add);
    return new Answer(standing.verdict(), headline(), details);
  }

  private String headline() {
    if (standing.auc().isEmpty()) {
      return noRanking();
    }
    StringBuilder text =
        new StringBuilder(model)
            .append(" predicts ")
            .append(Names.target(json))
            .append(" with an AUC of ")
            .append(score(standing.model()));
    standing.baseline().ifPresent(baseline -> text.append(against(baseline)));
    text.append('.');
    standing.attained().ifPresent(share -> text.append(' ').append(attained(share)).append('.'));
    return text.toString();
  }

  private String noRanking() {
    OptionalDouble positives = Values.number(json, "metrics.test.positives");
    OptionalDouble predictions = Values.number(json, "metrics.test.predictions");
    if (positives.isPresent() && positives.getAsDouble() == 0) {
      return "Nothing can be said about the ranking: the test part holds no positive at all.";
    }
    if (positives.isPresent() && positives.equals(predictions)) {
      return "Nothing can be said about the ranking: every prediction of the test part is positive.";
    }
    return "Nothing can be said about the ranking: the run has no AUC on the test part.";
  }

  private String against(Contender baseline) {
    boolean ahead = standing.auc().getAsDouble() > baseline.value(Metric.AUC).getAsDouble();
    String who = "%s (%s)".formatted(baseline.said(), score(baseline));
    return switch (standing.verdict()) {
      case AHEAD ->
          baselines.size() == 1
              ? ", ahead of its baseline, " + who
              : ", ahead of every baseline, the best of which is " + who;
      case BEHIND -> "; a baseline does better: " + who;
      default ->
          ", %s the best baseline, %s, by less than this test part can resolve"
              .formatted(ahead ? "ahead of" : "behind", who);
    };
  }

  private String attained(double share) {
    String best = score(standing.attainable().orElseThrow());
    return share >= 0.9995
        ? "That is as good as the best attainable (%s)".formatted(best)
        : "It goes %s of the way from guessing to the best attainable (%s)"
            .formatted(Unit.SHARE.format(share), best);
  }

  private Optional<String> pairs() {
    if (standing.auc().isEmpty()) {
      return Optional.empty();
    }
    String question =
        Names.perSession(json)
            ? "Shown two sessions, one of each label, it gives the positive one"
            : "Shown two events, only one of which is followed by %s, it gives that one"
                .formatted(Names.target(json));
    StringBuilder text =
        new StringBuilder(question)
            .append(" the higher probability ")
            .append(Unit.COUNT.format(100 * standing.auc().getAsDouble()))
            .append(" times in 100.");
    Interval interval = standing.model().interval(Metric.AUC);
    String sessions = Values.text(json, "metrics.test.sessions", Unit.COUNT);
    if (interval != null) {
      text.append(
          " The AUC's 95\u202f%% interval is %s to %s"
              .formatted(Unit.SCORE.format(interval.low()), Unit.SCORE.format(interval.high())));
      text.append(
          sessions.isEmpty() ? "." : ", from %s sessions of the test part.".formatted(sessions));
    }
    standing.lead().ifPresent(lead -> text.append(lead(lead)));
    return Optional.of(text.toString());
  }

  private String lead(Interval lead) {
    Contender baseline = standing.baseline().orElseThrow();
    double difference = standing.auc().getAsDouble() - baseline.value(Metric.AUC).getAsDouble();
    return " %s %s %s %s (95\u202f%% interval %s to %s)."
        .formatted(
            difference >= 0 ? "Its lead over" : "It trails",
            baseline.said(),
            difference >= 0 ? "is" : "by",
            Unit.SCORE.format(Math.abs(difference)),
            Unit.SCORE.format(difference >= 0 ? lead.low() : -lead.high()),
            Unit.SCORE.format(difference >= 0 ? lead.high() : -lead.low()));
  }

  private Optional<String> probabilities() {
    OptionalDouble own = standing.model().value(Metric.LOG_LOSS);
    if (own.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder text =
        new StringBuilder("Its probabilities have a log loss of ")
            .append(Unit.LOSS.format(own.getAsDouble()));
    attainable
        .map(a -> a.value(Metric.LOG_LOSS))
        .filter(OptionalDouble::isPresent)
        .ifPresent(best -> text.append(excess(own.getAsDouble(), best.getAsDouble())));
    Contender.best(baselines, Metric.LOG_LOSS)
        .ifPresent(best -> text.append(logLoss(best, own.getAsDouble())));
    return Optional.of(text.append('.').toString());
  }

  private static String excess(double own, double best) {
    return own <= best
        ? ", as good as the best attainable (%s)".formatted(Unit.LOSS.format(best))
        : ", %s above the best attainable (%s)"
            .formatted(Unit.SHARE.format(own / best - 1), Unit.LOSS.format(best));
  }

  private static String logLoss(Contender best, double own) {
    double other = best.value(Metric.LOG_LOSS).getAsDouble();
    return other < own
        ? "; a baseline does better: %s with %s".formatted(best.said(), Unit.LOSS.format(other))
        : "; the best baseline, %s, has %s".formatted(best.said(), Unit.LOSS.format(other));
  }

  private Optional<String> use() {
    List<String> sentences = new ArrayList<>();
    standing
        .model()
        .value(Metric.LIFT_5)
        .ifPresent(
            lift ->
                sentences.add(
                    "Among the 5\u202f%% of %ss with the highest probability, positives are %s as frequent as on average."
                        .formatted(
                            Names.unit(json), Unit.FACTOR.format(lift).replace("×", " times"))));
    Flagging.widest(json).map(Flagging::sentence).ifPresent(sentences::add);
    return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", sentences));
  }

  private Optional<String> few() {
    OptionalDouble positives = Values.number(json, "metrics.test.positives");
    return positives.isPresent() && positives.getAsDouble() > 0 && positives.getAsDouble() < FEW
        ? Optional.of(
            "Take all figures with care: the test part has only %s positive%s."
                .formatted(
                    Unit.COUNT.format(positives.getAsDouble()),
                    positives.getAsDouble() == 1 ? "" : "s"))
        : Optional.empty();
  }

  private static String score(Contender contender) {
    return Unit.SCORE.format(contender.value(Metric.AUC).getAsDouble());
  }
}
