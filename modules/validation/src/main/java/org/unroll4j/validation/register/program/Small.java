package org.unroll4j.validation.register.program;

import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small networks in DOUBLE, and random arrays that depend on a seed and on nothing else. */
final class Small {

  static final int FEATURES = 2;
  static final int UNITS = 3;

  private Small() {}

  /** A network of these layers that does not learn. All parameters are random, biases too. */
  static MultiLayerNetwork network(Layer... layers) {
    return network(settings().list(layers));
  }

  /** A network of this configuration. All parameters are random, biases too. */
  static MultiLayerNetwork network(MultiLayerConfiguration.Builder configuration) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration.build());
    network.init();
    network.params().assign(random(11, network.params().shape()).muli(0.7));
    return network;
  }

  static NeuralNetConfiguration.Builder settings() {
    return new NeuralNetConfiguration.Builder().dataType(DataType.DOUBLE).updater(new Sgd(0));
  }

  static LSTM lstm() {
    return new LSTM.Builder().nIn(FEATURES).nOut(UNITS).activation(Activation.TANH).build();
  }

  static SimpleRnn simpleRnn() {
    return new SimpleRnn.Builder().nIn(FEATURES).nOut(UNITS).activation(Activation.TANH).build();
  }

  /** One output per step; the squared error summed over the steps. */
  static RnnOutputLayer perStep(int inputs) {
    return new RnnOutputLayer.Builder(LossFunction.MSE)
        .nIn(inputs)
        .nOut(1)
        .activation(Activation.IDENTITY)
        .build();
  }

  /** One output per sequence; the squared error. */
  static OutputLayer perSequence(int inputs) {
    return new OutputLayer.Builder(LossFunction.MSE)
        .nIn(inputs)
        .nOut(1)
        .activation(Activation.IDENTITY)
        .build();
  }

  /** A mask or weights for one sequence, [1, T]. */
  static INDArray row(double... values) {
    return Nd4j.createFromArray(new double[][] {values});
  }

  /** Uniform in [−1, 1). */
  static INDArray random(long seed, long... shape) {
    SplittableRandom random = new SplittableRandom(seed);
    INDArray array = Nd4j.create(DataType.DOUBLE, shape);
    for (long i = 0; i < array.length(); i++) {
      array.putScalar(i, 2 * random.nextDouble() - 1);
    }
    return array;
  }
}
