package org.unroll4j.validation.differences;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.unroll4j.validation.peer.Case;
import org.unroll4j.validation.peer.Data;
import org.unroll4j.validation.peer.Loss;
import org.unroll4j.validation.peer.Values;
import org.unroll4j.validation.peer.Walk;

/**
 * A case's loss as a function of copies of everything that goes in. Under truncation the states
 * that enter the segments are those of the undisturbed parameters: constants.
 */
final class SegmentedLoss {

  private final Case asked;
  private final Data copy;
  private final int segmentSteps;
  private final List<List<Map<String, Values>>> entering = new ArrayList<>();

  SegmentedLoss(Case asked) {
    this.asked = asked;
    int steps = asked.structure().sizes().steps();
    segmentSteps = asked.walk().kind() == Walk.Kind.SEGMENTS ? asked.walk().segmentSteps() : steps;
    Data data = asked.data();
    copy =
        new Data(copy(data.x()), data.valid(), copy(data.initialStates()), copy(data.parameters()));
    List<Map<String, Values>> states = copy.initialStates();
    for (int from = 0; from < steps; from += segmentSteps) {
      entering.add(states);
      states = forward(from, states).finalStates();
    }
  }

  private static List<Map<String, Values>> copy(List<Map<String, Values>> perUnit) {
    List<Map<String, Values>> copies = new ArrayList<>();
    for (Map<String, Values> unit : perUnit) {
      Map<String, Values> ofUnit = new LinkedHashMap<>();
      unit.forEach((name, values) -> ofUnit.put(name, copy(values)));
      copies.add(ofUnit);
    }
    return copies;
  }

  private static Values copy(Values values) {
    return Values.of(values.numbers().clone(), values.shape());
  }

  /** The inputs, to be moved. */
  Values x() {
    return copy.x();
  }

  /** The parameters, to be moved. */
  List<Map<String, Values>> parameters() {
    return copy.parameters();
  }

  /** The initial states, to be moved. */
  List<Map<String, Values>> initialStates() {
    return copy.initialStates();
  }

  /** What comes out of each segment, at the variables as they are now. */
  List<PlainStack.Output> outputs() {
    List<PlainStack.Output> outputs = new ArrayList<>();
    for (int segment = 0; segment < entering.size(); segment++) {
      outputs.add(forward(segment * segmentSteps, entering.get(segment)));
    }
    return outputs;
  }

  private PlainStack.Output forward(int from, List<Map<String, Values>> states) {
    int to = Math.min(asked.structure().sizes().steps(), from + segmentSteps);
    return PlainStack.forward(asked, copy, from, to, states);
  }

  /**
   * L(above) − L(below), summed over differences of single terms, so that the size of L itself does
   * not cost digits: a² − b² = (a − b)(a + b).
   */
  double difference(List<PlainStack.Output> above, List<PlainStack.Output> below) {
    Loss loss = asked.loss();
    double sum = 0;
    for (int segment = 0; segment < above.size() && loss.outputsCount(); segment++) {
      sum +=
          squares(
              above.get(segment).outputs(), below.get(segment).outputs(), segment * segmentSteps);
    }
    for (int unit = 0; unit < loss.finalStates().size(); unit++) {
      sum +=
          weighted(
              loss.finalStates().get(unit),
              last(above).finalStates().get(unit),
              last(below).finalStates().get(unit));
    }
    return loss.scale() * sum;
  }

  private static PlainStack.Output last(List<PlainStack.Output> outputs) {
    return outputs.get(outputs.size() - 1);
  }

  private double squares(Values above, Values below, int from) {
    double[] target = asked.loss().target().numbers();
    int width = above.shape()[2];
    int first = from * above.shape()[1] * width;
    double sum = 0;
    for (int i = 0; i < above.length(); i++) {
      if (asked.data().valid()[(first + i) / width]) {
        double a = above.numbers()[i];
        double b = below.numbers()[i];
        sum += (a - b) * (a + b - 2 * target[first + i]) / 2;
      }
    }
    return sum;
  }

  private static double weighted(
      Map<String, Values> weights, Map<String, Values> above, Map<String, Values> below) {
    double sum = 0;
    for (Map.Entry<String, Values> entry : weights.entrySet()) {
      double[] w = entry.getValue().numbers();
      double[] a = above.get(entry.getKey()).numbers();
      double[] b = below.get(entry.getKey()).numbers();
      for (int i = 0; i < w.length; i++) {
        sum += w[i] * (a[i] - b[i]);
      }
    }
    return sum;
  }
}
