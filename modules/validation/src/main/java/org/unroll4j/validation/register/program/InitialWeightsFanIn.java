package org.unroll4j.validation.register.program;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.unroll4j.dl4j.UnrollLstm;

/** The spread of an LSTM's initial input weights: 400 inputs, 4 units, LeCun's rule. */
public final class InitialWeightsFanIn implements Program {

  private static final int INPUTS = 400;
  private static final int UNITS = 4;
  private static final double LECUN = 1 / Math.sqrt(INPUTS);

  @Override
  public Numbers run() {
    Layer theirs =
        new LSTM.Builder()
            .nIn(INPUTS)
            .nOut(UNITS)
            .activation(Activation.TANH)
            .weightInit(WeightInit.LECUN_NORMAL)
            .build();
    Layer ours =
        new UnrollLstm.Builder()
            .nIn(INPUTS)
            .nOut(UNITS)
            .weightInit(new NormalDistribution(0, LECUN))
            .build();
    return new Numbers(spread(theirs), spread(ours), LECUN);
  }

  private static double spread(Layer layer) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .dataType(DataType.DOUBLE)
                .list(layer, Small.perStep(UNITS))
                .build());
    network.init();
    return network.getParam("0_W").stdNumber().doubleValue();
  }
}
