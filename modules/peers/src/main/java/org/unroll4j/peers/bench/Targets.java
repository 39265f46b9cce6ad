package org.unroll4j.peers.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What the fast engine is meant to reach, and whether it does. */
final class Targets {

  /** A work, the entrant to be compared with (or the floor), and the least ratio or share. */
  private record Target(String work, String who, double least) {}

  private static final String LONG = "T2048";
  private static final String SHORT = "T128";

  /** Sixteen times the steps may take this many times as long. */
  private static final double MOST_GROWTH = 1.1 * 16;

  private static final List<Target> ALL =
      List.of(
          new Target("train", "pytorch", 2.0),
          new Target("train", "dl4j", 25),
          new Target("train", Entrant.FLOOR, 0.6),
          new Target("train-small", "pytorch", 1.5),
          new Target("train-small", "dl4j", 20),
          new Target("forward", "pytorch", 1.4),
          new Target("forward", "dl4j", 20),
          new Target("forward", Entrant.FLOOR, 0.6),
          new Target("network", "pytorch", 1.6),
          new Target("network", "dl4j", 20),
          new Target("gru", "pytorch", 1.3),
          new Target("rnn", "pytorch", 1.3),
          new Target("stream", "pytorch", 1.5),
          new Target("stream", "onnxruntime", 1.5),
          new Target("stream", "dl4j", 10),
          new Target("ragged", "pytorch", 2.0));

  private Targets() {}

  /**
   * The targets that the measurements decide, as plain values.
   *
   * @param measurements as {@link ResultRecord} has them
   */
  static List<Map<String, Object>> judge(List<Map<String, Object>> measurements) {
    List<Map<String, Object>> judged = new ArrayList<>();
    for (Target target : ALL) {
      boolean share = target.who().equals(Entrant.FLOOR);
      figure(
              measurements,
              target.work(),
              share ? Entrant.OURS : target.who(),
              share ? "shareOfFloor" : "ratioToOurs")
          .ifPresent(
              measured ->
                  judged.add(atLeast(target.work(), target.who(), target.least(), measured)));
    }
    slowestOfSweeps(measurements)
        .ifPresent(measured -> judged.add(atLeast("sweeps", "reference", 1, measured)));
    growth(measurements).ifPresent(measured -> judged.add(linearInTime(measured)));
    return judged;
  }

  private static OptionalDouble figure(
      List<Map<String, Object>> measurements, String work, String who, String key) {
    return measurements.stream()
        .filter(one -> one.get("work").equals(work) && one.get("who").equals(who))
        .map(one -> one.get(key))
        .filter(Double.class::isInstance)
        .mapToDouble(Double.class::cast)
        .findFirst();
  }

  private static Map<String, Object> atLeast(
      String work, String who, double least, double measured) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("work", work);
    values.put("who", who);
    values.put("least", least);
    values.put("measured", measured);
    values.put("reached", measured >= least);
    return values;
  }

  /** The reference engine's time divided by ours where that is least. */
  private static OptionalDouble slowestOfSweeps(List<Map<String, Object>> measurements) {
    return Works.sweeps().stream()
        .flatMapToDouble(
            work -> figure(measurements, work.name(), "reference", "ratioToOurs").stream())
        .min();
  }

  /** Our time for {@link #LONG} divided by that for {@link #SHORT}. */
  private static OptionalDouble growth(List<Map<String, Object>> measurements) {
    OptionalDouble longer = figure(measurements, LONG, Entrant.OURS, "medianMs");
    OptionalDouble shorter = figure(measurements, SHORT, Entrant.OURS, "medianMs");
    return longer.isPresent() && shorter.isPresent()
        ? OptionalDouble.of(longer.getAsDouble() / shorter.getAsDouble())
        : OptionalDouble.empty();
  }

  private static Map<String, Object> linearInTime(double measured) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("work", LONG);
    values.put("who", SHORT);
    values.put("most", MOST_GROWTH);
    values.put("measured", measured);
    values.put("reached", measured <= MOST_GROWTH);
    return values;
  }
}
