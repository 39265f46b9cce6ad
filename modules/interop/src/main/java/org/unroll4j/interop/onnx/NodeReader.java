package org.unroll4j.interop.onnx;

import static org.unroll4j.interop.WeightFileException.quote;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onnx.Onnx.NodeProto;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.GruCell;
import org.unroll4j.core.cell.GruCell.Reset;
import org.unroll4j.core.cell.GruParameters;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.LstmParameters;
import org.unroll4j.core.cell.RnnCell;
import org.unroll4j.core.cell.RnnParameters;
import org.unroll4j.core.network.Directions;
import org.unroll4j.core.network.StackShape;
import org.unroll4j.interop.StackWeights;
import org.unroll4j.interop.WeightFileException;

/** Reads one LSTM, GRU or RNN node. */
final class NodeReader {

  private static final Set<String> OPERATORS = Set.of("LSTM", "GRU", "RNN");

  private static final int WEIGHTS = 1;
  private static final int RECURRENT_WEIGHTS = 2;
  private static final int BIASES = 3;
  private static final int LENGTHS = 4;
  private static final int INITIAL_HIDDEN = 5;
  private static final int INITIAL_CELL = 6;
  private static final int PEEPHOLES = 7;

  private final Path file;
  private final OnnxModel model;
  private final NodeProto node;
  private final NodeAttributes attributes;

  NodeReader(Path file, OnnxModel model, NodeProto node) {
    this.file = file;
    this.model = model;
    this.node = node;
    this.attributes = new NodeAttributes(file, node);
  }

  static boolean isRecurrent(NodeProto node) {
    return OPERATORS.contains(node.getOpType())
        && (node.getDomain().isEmpty() || node.getDomain().equals("ai.onnx"));
  }

  static String nameOf(NodeProto node) {
    return node.getName().isEmpty() && node.getOutputCount() > 0
        ? String.join("", node.getOutputList())
        : node.getName();
  }

  /**
   * The node as a layer.
   *
   * @param summed whether the outputs of both directions are added
   */
  OnnxLayer layer(boolean summed) {
    attributes.requireKnown();
    Directions directions = attributes.directions(summed);
    if (has(PEEPHOLES) && !isZero(array(PEEPHOLES))) {
      throw refused("has peepholes (P), which are not supported");
    }
    if (has(LENGTHS) && model.isConstant(node.getInput(LENGTHS))) {
      throw refused("has constant sequence_lens, which are not supported; make them an input");
    }
    StackWeights<?, ?> weights =
        switch (node.getOpType()) {
          case "LSTM" -> lstm(directions);
          case "GRU" -> gru(directions, attributes.reset());
          default -> rnn(directions);
        };
    Map<String, INDArray> states = new LinkedHashMap<>();
    putState(states, "hidden", INITIAL_HIDDEN, weights.shape());
    putState(states, "cell", INITIAL_CELL, weights.shape());
    return new OnnxLayer(nameOf(node), weights, states);
  }

  private static boolean isZero(INDArray array) {
    return array.length() == 0 || array.amaxNumber().doubleValue() == 0;
  }

  private void putState(
      Map<String, INDArray> states, String name, int index, StackShape<?, ?> shape) {
    if (has(index) && model.isConstant(node.getInput(index))) {
      INDArray state = array(index);
      long batch = state.rank() == 3 ? state.size(1) : 1;
      requireShape("initial " + name, state, shape.directions().count(), batch, shape.hiddenSize());
      states.put(name, state);
    }
  }

  private StackWeights<?, ?> lstm(Directions directions) {
    OnnxCell cell = OnnxCell.LSTM;
    List<LstmParameters> units = new ArrayList<>();
    for (Unit unit : units(cell, directions)) {
      units.add(
          new LstmParameters(cell.ours(unit.w), cell.ours(unit.r), cell.ourBias(unit.b, null)));
    }
    return stack(new LstmCell(), units, directions);
  }

  private StackWeights<?, ?> gru(Directions directions, Reset reset) {
    OnnxCell cell = OnnxCell.GRU;
    List<GruParameters> units = new ArrayList<>();
    for (Unit unit : units(cell, directions)) {
      units.add(
          new GruParameters(
              cell.ours(unit.w),
              cell.ours(unit.r),
              cell.ourBias(unit.b, reset),
              cell.ourRecurrentBias(unit.b, reset)));
    }
    return stack(new GruCell(reset), units, directions);
  }

  private StackWeights<?, ?> rnn(Directions directions) {
    OnnxCell cell = OnnxCell.RNN;
    List<RnnParameters> units = new ArrayList<>();
    for (Unit unit : units(cell, directions)) {
      units.add(
          new RnnParameters(cell.ours(unit.w), cell.ours(unit.r), cell.ourBias(unit.b, null)));
    }
    return stack(new RnnCell(attributes.activation()), units, directions);
  }

  private static <P extends CellParameters<P>, S extends CellState<S>> StackWeights<P, S> stack(
      Cell<P, S, ?> cell, List<P> units, Directions directions) {
    int features = Math.toIntExact(units.get(0).inputSize());
    int hidden = Math.toIntExact(units.get(0).hiddenSize());
    return new StackWeights<>(new StackShape<>(cell, features, hidden, 1, directions), units);
  }

  /** The arrays of one direction: [G·H, F], [G·H, H] and [2·G·H]. */
  private record Unit(INDArray w, INDArray r, INDArray b) {}

  private List<Unit> units(OnnxCell cell, Directions directions) {
    INDArray r = array(RECURRENT_WEIGHTS);
    INDArray w = array(WEIGHTS);
    long count = directions.count();
    long hidden = r.rank() == 3 ? r.size(2) : 0;
    long rows = cell.gates() * hidden;
    if (hidden == 0 || !attributes.allowsHiddenSize(hidden)) {
      throw refused(
          "has R of shape %s, which does not go with its hidden_size".formatted(shape(r)));
    }
    requireShape("R", r, count, rows, hidden);
    requireShape("W", w, count, rows, w.rank() == 3 && w.size(2) > 0 ? w.size(2) : 1);
    INDArray b = has(BIASES) ? array(BIASES) : Nd4j.zeros(w.dataType(), count, 2 * rows);
    requireShape("B", b, count, 2 * rows);
    if (r.dataType() != w.dataType() || b.dataType() != w.dataType()) {
      throw refused("has W, R and B of different types");
    }
    List<Unit> units = new ArrayList<>();
    for (int d = 0; d < count; d++) {
      units.add(new Unit(w.slice(d).dup('c'), r.slice(d).dup('c'), b.slice(d).dup('c')));
    }
    return units;
  }

  private boolean has(int index) {
    return index < node.getInputCount() && !node.getInput(index).isEmpty();
  }

  private INDArray array(int index) {
    if (!has(index)) {
      throw refused("has no input number " + index);
    }
    String name = node.getInput(index);
    if (!model.isConstant(name)) {
      throw refused(
          "takes %s from another computation; export it with its weights as constants"
              .formatted(quote(name)));
    }
    return model.array(name);
  }

  private void requireShape(String what, INDArray array, long... expected) {
    if (!Arrays.equals(array.shape(), expected)) {
      throw refused(
          "must have %s of shape %s, but has %s"
              .formatted(what, Arrays.toString(expected), shape(array)));
    }
  }

  private static String shape(INDArray array) {
    return Arrays.toString(array.shape());
  }

  private WeightFileException refused(String reason) {
    return NodeAttributes.refused(file, node, reason);
  }
}
