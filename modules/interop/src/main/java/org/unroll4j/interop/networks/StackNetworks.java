package org.unroll4j.interop.networks;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.GruCell;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.RnnCell;
import org.unroll4j.core.network.Directions;
import org.unroll4j.core.network.StackShape;
import org.unroll4j.dl4j.UnrollGru;
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
  public static <P extends CellParameters<P>, S extends CellState<S>> MultiLayerNetwork network(
      StackWeights<P, S> weights) {
    StackShape<P, S> shape = weights.shape();
    if (shape.directions() == Directions.BACKWARD) {
      throw new IllegalArgumentException(
          "StackNetworks: a backward direction alone has no layer in Deeplearning4j; use both, or turn the sequences round.");
    }
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
    Layer layer = layer(shape.cell(), shape.inputSize(number), shape.hiddenSize());
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

  private static Layer layer(Cell<?, ?, ?> cell, int inputs, int hidden) {
    if (cell instanceof LstmCell) {
      return sized(new UnrollLstm.Builder(), inputs, hidden).build();
    }
    if (cell instanceof GruCell gru) {
      return sized(new UnrollGru.Builder().reset(gru.reset()), inputs, hidden).build();
    }
    if (cell instanceof RnnCell rnn) {
      boolean relu = rnn.activation() == RnnCell.Activation.RELU;
      return sized(new UnrollRnn.Builder(), inputs, hidden)
          .activation(relu ? Activation.RELU : Activation.TANH)
          .build();
    }
    throw new IllegalArgumentException(
        "StackNetworks: there is no layer for the cell %s.".formatted(cell.name()));
  }

  private static <B extends BaseRecurrentLayer.Builder<B>> B sized(
      B builder, int inputs, int hidden) {
    return builder.nIn(inputs).nOut(hidden).dataFormat(RNNFormat.NCW);
  }
}
