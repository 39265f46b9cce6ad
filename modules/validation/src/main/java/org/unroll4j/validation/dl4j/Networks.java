package org.unroll4j.validation.dl4j;

import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;
import org.unroll4j.validation.engine.NdValues;
import org.unroll4j.validation.peer.Case;
import org.unroll4j.validation.peer.CellKind;
import org.unroll4j.validation.peer.Directions;
import org.unroll4j.validation.peer.Structure;
import org.unroll4j.validation.peer.Values;

/** Deeplearning4j networks with the parameters of a case. */
final class Networks {

  private Networks() {}

  /** The recurrent layers alone. */
  static MultiLayerNetwork layers(Case asked) {
    NeuralNetConfiguration.ListBuilder list = settings(asked);
    for (int layer = 0; layer < asked.structure().layers(); layer++) {
      list.layer(layer(asked, layer));
    }
    return filled(asked, new MultiLayerNetwork(list.validateOutputLayerConfig(false).build()));
  }

  static NeuralNetConfiguration.ListBuilder settings(Case asked) {
    return new NeuralNetConfiguration.Builder()
        .dataType(NdValues.type(asked.type()))
        .updater(new Sgd(0))
        .list();
  }

  /** A layer of the stack, in both directions if the case wants it. */
  static Layer layer(Case asked, int layer) {
    Structure structure = asked.structure();
    BaseRecurrentLayer.Builder<?> builder =
        builder(structure.cell())
            .nIn(structure.inputSize(layer * structure.directions().count()))
            .nOut(structure.sizes().hidden());
    if (layer > 0 && asked.walk().dropout() > 0) {
      builder.dropOut(1 - asked.walk().dropout());
    }
    Layer single = builder.build();
    return structure.directions() == Directions.BOTH ? new Bidirectional(single) : single;
  }

  @SuppressWarnings("deprecation") // GravesLSTM is the one that has peepholes
  private static BaseRecurrentLayer.Builder<?> builder(CellKind cell) {
    return switch (cell) {
      case RNN_TANH -> new SimpleRnn.Builder().activation(Activation.TANH);
      case RNN_RELU -> new SimpleRnn.Builder().activation(Activation.RELU);
      case LSTM -> new LSTM.Builder().activation(Activation.TANH);
      case LSTM_PEEPHOLES ->
          new org.deeplearning4j.nn.conf.layers.GravesLSTM.Builder().activation(Activation.TANH);
      default -> throw new IllegalArgumentException("no such layer: " + cell);
    };
  }

  /** Initialises a network and gives it the parameters of the case. */
  static MultiLayerNetwork filled(Case asked, MultiLayerNetwork network) {
    network.init();
    Map<String, INDArray> table = network.paramTable();
    for (int unit = 0; unit < asked.structure().units(); unit++) {
      Map<String, Values> parameters =
          new Blocks(asked.structure()).toDl4j(asked.data().parameters().get(unit));
      String prefix = prefix(asked.structure(), unit);
      parameters.forEach(
          (name, values) -> {
            INDArray target = table.get(prefix + name);
            target.assign(NdValues.array(values, asked.type()).reshape('c', target.shape()));
          });
    }
    return network;
  }

  /** What the names of a unit's parameters begin with: {@code 0_} or {@code 0_f}. */
  static String prefix(Structure structure, int unit) {
    int count = structure.directions().count();
    String direction = count == 1 ? "" : structure.isBackward(unit) ? "b" : "f";
    return unit / count + "_" + direction;
  }
}
