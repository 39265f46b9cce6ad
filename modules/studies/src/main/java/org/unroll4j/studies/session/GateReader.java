package org.unroll4j.studies.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.GruCell;
import org.unroll4j.core.cell.GruParameters;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.LstmParameters;
import org.unroll4j.core.cell.RnnCell;
import org.unroll4j.core.cell.RnnParameters;
import org.unroll4j.data.batch.BatchOptions;
import org.unroll4j.data.batch.Batches;
import org.unroll4j.data.batch.SequenceBatch;
import org.unroll4j.data.features.EncodedSequence;
import org.unroll4j.studies.network.Feed;
import org.unroll4j.studies.network.ModelConfig;
import org.unroll4j.studies.network.ModelConfig.Implementation;
import org.unroll4j.studies.network.NetworkFactory;

/**
 * Looks into the last recurrent layer while it reads a session: walks its cell's own equations step
 * by step over the trained weights. Only for layers of this project that read forward.
 */
final class GateReader {

  private final ModelConfig model;
  private final ComputationGraph network;

  /**
   * What the layer did at an event.
   *
   * @param means mean activation over the units, by gate; none for a cell without gates
   * @param stateNorm Euclidean norm of the hidden state after the event
   */
  record Gates(Map<String, Double> means, double stateNorm) {}

  GateReader(ModelConfig model, ComputationGraph network) {
    this.model = model;
    this.network = network;
  }

  /** One entry per event; none if the layer cannot be looked into. */
  List<Gates> read(EncodedSequence sequence) {
    if (model.implementation() != Implementation.UNROLL4J || model.bidirectional()) {
      return List.of();
    }
    INDArray x = input(sequence);
    Map<String, INDArray> table =
        network.getLayer(NetworkFactory.recurrentLayer(model.layers())).paramTable();
    INDArray w = table.get("W");
    INDArray r = table.get("RW");
    INDArray b = table.get("b");
    return switch (model.cell()) {
      case RNN -> walk(new RnnCell(), new RnnParameters(w, r, b), x);
      case LSTM -> walk(new LstmCell(), new LstmParameters(w, r, b), x);
      case GRU -> walk(new GruCell(), new GruParameters(w, r, b, table.get("bR")), x);
    };
  }

  /** What the last recurrent layer reads, [T, F]. */
  private INDArray input(EncodedSequence sequence) {
    SequenceBatch batch =
        new Batches(
                List.of(sequence), new BatchOptions(1, Integer.MAX_VALUE, false, 0, DataType.FLOAT))
            .batch(0, 0);
    Map<String, INDArray> activations = network.feedForward(new Feed(false).features(batch), false);
    String below =
        model.layers() == 1
            ? NetworkFactory.FEATURES
            : NetworkFactory.recurrentLayer(model.layers() - 1);
    return activations
        .get(below)
        .get(NDArrayIndex.point(0), NDArrayIndex.all(), NDArrayIndex.all())
        .transpose()
        .dup('c');
  }

  private static <P extends CellParameters<P>, S extends CellState<S>, T> List<Gates> walk(
      Cell<P, S, T> cell, P parameters, INDArray x) {
    INDArray projected = cell.project(parameters, x);
    S state = cell.zeroState(1, parameters.hiddenSize(), parameters.dataType());
    List<Gates> gates = new ArrayList<>();
    for (int t = 0; t < x.size(0); t++) {
      INDArray row = projected.get(NDArrayIndex.interval(t, t + 1), NDArrayIndex.all());
      Cell.Step<S, T> step = cell.forward(parameters, row, state);
      state = step.state();
      gates.add(new Gates(means(step.trace()), state.hidden().norm2Number().doubleValue()));
    }
    return gates;
  }

  private static Map<String, Double> means(Object trace) {
    Map<String, Double> means = new LinkedHashMap<>();
    if (trace instanceof LstmCell.Trace lstm) {
      means.put("input", mean(lstm.inputGate()));
      means.put("forget", mean(lstm.forgetGate()));
      means.put("output", mean(lstm.outputGate()));
    } else if (trace instanceof GruCell.Trace gru) {
      means.put("reset", mean(gru.resetGate()));
      means.put("update", mean(gru.updateGate()));
    }
    return means;
  }

  private static double mean(INDArray gate) {
    return gate.meanNumber().doubleValue();
  }
}
