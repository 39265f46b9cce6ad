package org.unroll4j.dl4j;

import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small networks and random arrays that depend on a seed and on nothing else. */
final class Networks {

  private Networks() {}

  static NeuralNetConfiguration.Builder settings(DataType type, IUpdater updater) {
    return new NeuralNetConfiguration.Builder()
        .seed(7)
        .dataType(type)
        .updater(updater)
        .trainingWorkspaceMode(WorkspaceMode.ENABLED)
        .inferenceWorkspaceMode(WorkspaceMode.ENABLED);
  }

  /** Layers that have their sizes, then what {@code output} says. Weights and biases are random. */
  static MultiLayerNetwork network(Layer output, Layer... layers) {
    NeuralNetConfiguration.ListBuilder list = settings(DataType.DOUBLE, new Sgd(0)).list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    MultiLayerNetwork network = new MultiLayerNetwork(list.layer(output).build());
    network.init();
    randomise(network.params(), 11);
    return network;
  }

  static RnnOutputLayer perStep(int inputs, int outputs, RNNFormat format) {
    return new RnnOutputLayer.Builder(LossFunction.MSE)
        .nIn(inputs)
        .nOut(outputs)
        .activation(Activation.IDENTITY)
        .dataFormat(format)
        .build();
  }

  static OutputLayer perSequence(int inputs, int outputs) {
    return new OutputLayer.Builder(LossFunction.MSE)
        .nIn(inputs)
        .nOut(outputs)
        .activation(Activation.IDENTITY)
        .build();
  }

  static void randomise(INDArray array, long seed) {
    array.assign(random(seed, array.dataType(), 0.7, array.shape()));
  }

  static INDArray random(long seed, DataType type, double scale, long... shape) {
    SplittableRandom random = new SplittableRandom(seed);
    long length = 1;
    for (long size : shape) {
      length *= size;
    }
    double[] values = new double[Math.toIntExact(length)];
    for (int i = 0; i < values.length; i++) {
      values[i] = scale * (2 * random.nextDouble() - 1);
    }
    return Nd4j.createFromArray(values).castTo(type).reshape('c', shape);
  }

  static INDArray random(long seed, long... shape) {
    return random(seed, DataType.DOUBLE, 1, shape);
  }
}
