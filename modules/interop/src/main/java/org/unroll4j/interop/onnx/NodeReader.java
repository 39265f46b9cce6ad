package org.unroll4j.interop.onnx;

import static org.unroll4j.interop.WeightFileException.quote;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
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
import org.unroll4j.core.cell.PeepholeLstmCell;
import org.unroll4j.core.cell.PeepholeLstmParameters;
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
    if (has(LENGTHS) && model.isConstant(node.getInput(LENGTHS))) {
      throw refused("has constant sequence_lens, which are not supported; make them an input");
    }
    StackWeights<?, ?> weights =
        switch (node.getOpType()) {
          case "LSTM" -> lstm(directions);
          case "GRU" -> gru(directions, attributes.reset());
          default -> rnn(directions);
        };
    return new NodeStates(file, model, node).layer(nameOf(node), weights);
  }

  private StackWeights<?, ?> lstm(Directions directions) {
    OnnxCell onnx = OnnxCell.LSTM;
    List<Unit> units = units(onnx, directions);
    boolean peepholes = units.stream().anyMatch(unit -> unit.p.amaxNumber().doubleValue() != 0);
    return peepholes
        ? stack(
            new PeepholeLstmCell(),
            onnx,
            directions,
            units,
            unit ->
                new PeepholeLstmParameters(
                    onnx.ours(unit.w),
                    onnx.ours(unit.r),
                    onnx.ourBias(unit.b),
                    OnnxCell.peepholes(unit.p)))
        : stack(
            new LstmCell(),
            onnx,
            directions,
            units,
            unit -> new LstmParameters(onnx.ours(unit.w), onnx.ours(unit.r), onnx.ourBias(unit.b)));
  }

  private StackWeights<?, ?> gru(Directions directions, Reset reset) {
    OnnxCell onnx = OnnxCell.GRU;
    return stack(
        new GruCell(reset),
        onnx,
        directions,
        units(onnx, directions),
        unit ->
            new GruParameters(
                onnx.ours(unit.w),
                onnx.ours(unit.r),
                onnx.ourBias(unit.b),
                onnx.ourRecurrentBias(unit.b, reset)));
  }

  private StackWeights<?, ?> rnn(Directions directions) {
    OnnxCell onnx = OnnxCell.RNN;
    return stack(
        new RnnCell(attributes.activation()),
        onnx,
        directions,
        units(onnx, directions),
        unit -> new RnnParameters(onnx.ours(unit.w), onnx.ours(unit.r), onnx.ourBias(unit.b)));
  }

  private static <P extends CellParameters<P>, S extends CellState<S>> StackWeights<?, ?> stack(
      Cell<P, S, ?> cell,
      OnnxCell onnx,
      Directions directions,
      List<Unit> units,
      Function<Unit, P> parameters) {
    List<P> single = units.stream().map(parameters).toList();
    List<INDArray> second =
        units.stream().map(unit -> onnx.ourSecondBias(unit.b, cell.addedBiases())).toList();
    int features = Math.toIntExact(single.get(0).inputSize());
    int hidden = Math.toIntExact(single.get(0).hiddenSize());
    StackShape<P, S> shape = new StackShape<>(cell, features, hidden, 1, directions);
    return StackWeights.of(cell, shape, single, second);
  }

  /** The arrays of one direction: [G·H, F], [G·H, H], [2·G·H] and, for an LSTM, [3·H]. */
  private record Unit(INDArray w, INDArray r, INDArray b, INDArray p) {}

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
    INDArray p = has(PEEPHOLES) ? array(PEEPHOLES) : Nd4j.zeros(w.dataType(), count, 3 * hidden);
    requireShape("P", p, count, 3 * hidden);
    if (Stream.of(r, b, p).anyMatch(array -> array.dataType() != w.dataType())) {
      throw refused("has W, R, B and P of different types");
    }
    List<Unit> units = new ArrayList<>();
    for (int d = 0; d < count; d++) {
      units.add(
          new Unit(
              w.slice(d).dup('c'), r.slice(d).dup('c'), b.slice(d).dup('c'), p.slice(d).dup('c')));
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
