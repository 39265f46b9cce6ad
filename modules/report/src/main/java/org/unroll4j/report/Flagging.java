package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What flagging sessions early brings, at one threshold.
 *
 * @param rate share of the sessions without a purchase that is flagged too
 * @param ahead share of purchases that is flagged at least so many minutes ahead
 * @param median how long ahead the flagged purchases are flagged, in minutes
 */
record Flagging(double rate, Point ahead, OptionalDouble median) {

  /** A lead of so many minutes leaves time for something. */
  private static final double WORTHWHILE_MINUTES = 2;

  /** The threshold that flags most. */
  static Optional<Flagging> widest(JsonNode json) {
    return Values.elements(json, "early.flagged").stream()
        .filter(flagged -> Values.number(flagged, "flagRate").isPresent())
        .max(Comparator.comparingDouble(f -> Values.number(f, "flagRate").getAsDouble()))
        .flatMap(Flagging::of);
  }

  private static Optional<Flagging> of(JsonNode flagged) {
    List<Point> shares = EarlySection.shares(flagged, "share");
    return shares.stream()
        .min(Comparator.comparingDouble(p -> Math.abs(p.x() - WORTHWHILE_MINUTES)))
        .map(
            point ->
                new Flagging(
                    Values.number(flagged, "flagRate").getAsDouble(),
                    point,
                    Values.number(flagged, "medianMinutesAhead")));
  }

  String sentence() {
    return "Flagging %s of the other sessions finds %s of the purchases at least %s ahead."
        .formatted(rateText(), Unit.SHARE.format(ahead.y()), Names.minutes(ahead.x()));
  }

  /** The rate without a needless decimal. */
  String rateText() {
    return Unit.SHARE.format(rate).replace(".0", "");
  }
}
