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
      OptionalDouble reached =
          measurements.stream()
              .filter(one -> one.get("work").equals(target.work()))
              .filter(one -> one.get("who").equals(share ? Entrant.OURS : target.who()))
              .map(one -> one.get(share ? "shareOfFloor" : "ratioToOurs"))
              .filter(Double.class::isInstance)
              .mapToDouble(Double.class::cast)
              .findFirst();
      if (reached.isPresent()) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("work", target.work());
        values.put("who", target.who());
        values.put("least", target.least());
        values.put("measured", reached.getAsDouble());
        values.put("reached", reached.getAsDouble() >= target.least());
        judged.add(values);
      }
    }
    return judged;
  }
}
