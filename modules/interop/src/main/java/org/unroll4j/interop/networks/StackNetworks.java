package org.unroll4j.interop.networks;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.GruCell;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.PeepholeLstmCell;
import org.unroll4j.core.cell.ProjectedLstmCell;
import org.unroll4j.core.cell.RnnCell;
import org.unroll4j.core.cell.TwoBiasCell;
import org.unroll4j.core.network.Directions;
import org.unroll4j.core.network.StackShape;
import org.unroll4j.dl4j.UnrollGru;
import org.unroll4j.dl4j.UnrollLayer;
import org.unroll4j.dl4j.UnrollLstm;
import org.unroll4j.dl4j.UnrollRnn;
import org.unroll4j.interop.StackWeights;

/** Deeplearning4j networks made of a stack's layers. */
public final class StackNetworks {

  private StackNetworks() {}

  /**
   * A network that reads [N, F, T] and gives the stack's outputs, [N, H, T] or [N, 2H, T]. Its
   * layers are named {@code recurrent1}, {@code recurrent2} … An output layer can be put on top by
   * Deeplearning4j's transfer learning.
   *
   * @throws IllegalArgumentException if Deeplearning4j has no counterpart: a backward direction
   *     alone
   */
  public static MultiLayerNetwork network(StackWeights<?, ?> weights) {
    if (weights.shape().directions() == Directions.BACKWARD) {
      throw new IllegalArgumentException(
          "StackNetworks: a backward direction alone has no layer in Deeplearning4j; use both, or turn the sequences round.");
    }
    return ofLayers(weights);
  }

  private static <P extends CellParameters<P>, S extends CellState<S>> MultiLayerNetwork ofLayers(
      StackWeights<P, S> weights) {
    StackShape<P, S> shape = weights.shape();
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().dataType(weights.dataType()).list();
    for (int layer = 0; layer < shape.layers(); layer++) {
      list.layer(layer(shape, layer));
    }
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    int directions = shape.directions().count();
    for (int layer = 0; layer < shape.layers(); layer++) {
      List<P> units = weights.parameters().subList(layer * directions, (layer + 1) * directions);
      StackShape<P, S> one =
          new StackShape<>(
              shape.cell(), shape.inputSize(layer), shape.hiddenSize(), 1, shape.directions());
      RecurrentLayers.assign(network.getLayer(layer), new StackWeights<>(one, units));
    }
    return network;
  }

  private static Layer layer(StackShape<?, ?> shape, int number) {
    String name = "recurrent" + (number + 1);
    Layer layer = builder(shape, number).build();
    layer.setLayerName(name);
    if (shape.directions() == Directions.FORWARD) {
      return layer;
    }
    boolean summed = shape.directions() == Directions.BOTH_SUMMED;
    Bidirectional both =
        new Bidirectional(summed ? Bidirectional.Mode.ADD : Bidirectional.Mode.CONCAT, layer);
    both.setLayerName(name);
    return both;
  }

  private static UnrollLayer.Builder<?> builder(StackShape<?, ?> shape, int number) {
    boolean two = shape.cell() instanceof TwoBiasCell<?, ?, ?>;
    UnrollLayer.Builder<?> builder =
        builder(
            shape.cell() instanceof TwoBiasCell<?, ?, ?> cell ? cell.cell() : shape.cell(),
            shape.hiddenSize());
    builder
        .nIn(shape.inputSize(number))
        .nOut(shape.outputSizePerDirection())
        .dataFormat(RNNFormat.NCW);
    return two ? builder.twoBiases() : builder;
  }

  private static UnrollLayer.Builder<?> builder(Cell<?, ?, ?> cell, int hidden) {
    if (cell instanceof LstmCell) {
      return new UnrollLstm.Builder();
    }
    if (cell instanceof PeepholeLstmCell) {
      return new UnrollLstm.Builder().peepholes();
    }
    if (cell instanceof ProjectedLstmCell) {
      return new UnrollLstm.Builder().projectedFrom(hidden);
    }
    if (cell instanceof GruCell gru) {
      return new UnrollGru.Builder().reset(gru.reset());
    }
    if (cell instanceof RnnCell rnn) {
      boolean relu = rnn.activation() == RnnCell.Activation.RELU;
      return new UnrollRnn.Builder().activation(relu ? Activation.RELU : Activation.TANH);
    }
    throw new IllegalArgumentException(
        "StackNetworks: there is no layer for the cell %s.".formatted(cell.name()));
  }
}
