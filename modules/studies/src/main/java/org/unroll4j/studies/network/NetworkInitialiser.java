package org.unroll4j.studies.network;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.GruParameters;
import org.unroll4j.core.init.GlorotOrthogonalInitialiser;
import org.unroll4j.core.init.Initialiser;

/**
 * Draws the first parameters of a network: recurrent layers by {@link GlorotOrthogonalInitialiser},
 * embeddings from U(−1, 1) / √width, output weights after Glorot, other biases zero.
 */
final class NetworkInitialiser {

  private static final long USE = 1;

  private final ModelConfig model;
  private final long seed;
  private final Initialiser initialiser = new GlorotOrthogonalInitialiser();

  NetworkInitialiser(ModelConfig model, long seed) {
    this.model = model;
    this.seed = seed;
  }

  void initialise(ComputationGraph network) {
    Layer[] layers = network.getLayers();
    for (int i = 0; i < layers.length; i++) {
      Map<String, INDArray> table = layers[i].paramTable();
      RandomGenerator random = RandomKey.generator(seed, USE, i);
      if (table.containsKey("RW")) {
        recurrent("", table, random);
      } else if (table.containsKey("fRW")) {
        recurrent("f", table, random);
        recurrent("b", table, random);
      } else {
        feedForward(table, random);
      }
    }
  }

  private void recurrent(String prefix, Map<String, INDArray> table, RandomGenerator random) {
    Cell<?, ?, ?> cell = NetworkEngine.cell(model.cell());
    assign(cell, prefix, table, random);
  }

  private <P extends CellParameters<P>> void assign(
      Cell<P, ?, ?> cell, String prefix, Map<String, INDArray> table, RandomGenerator random) {
    INDArray inputWeights = table.get(prefix + "W");
    INDArray recurrentWeights = table.get(prefix + "RW");
    P drawn =
        initialiser.draw(
            cell, inputWeights.size(0), recurrentWeights.size(0), inputWeights.dataType(), random);
    inputWeights.assign(drawn.inputWeights());
    recurrentWeights.assign(drawn.recurrentWeights());
    table.get(prefix + "b").assign(drawn.bias());
    if (drawn instanceof GruParameters gru) {
      table.get(prefix + "bR").assign(gru.recurrentBias());
    }
  }

  /** An embedding [indices, width] has no bias; the output layer [F, 1] has one. */
  private static void feedForward(Map<String, INDArray> table, RandomGenerator random) {
    INDArray weights = table.get("W");
    INDArray bias = table.get("b");
    double bound =
        bias == null
            ? 1 / Math.sqrt(weights.size(1))
            : Math.sqrt(6.0 / (weights.size(0) + weights.size(1)));
    double[] drawn = random.doubles(weights.length(), -bound, bound).toArray();
    weights.assign(
        Nd4j.createFromArray(drawn).castTo(weights.dataType()).reshape('c', weights.shape()));
    if (bias != null) {
      bias.assign(0);
    }
  }
}
