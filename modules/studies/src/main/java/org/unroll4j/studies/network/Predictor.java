package org.unroll4j.studies.network;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.data.batch.BatchOptions;
import org.unroll4j.data.batch.Batches;
import org.unroll4j.data.batch.SequenceBatch;
import org.unroll4j.data.features.EncodedSequence;

/**
 * Probabilities for whole sequences.
 *
 * @param network a network of {@link NetworkFactory}
 * @param feed how it reads batches
 * @param batchSize sequences per forward pass; does not change the result
 */
public record Predictor(ComputationGraph network, Feed feed, int batchSize) {

  /**
   * The probability after each event, {@code [sequence][event]}; for a network with one output per
   * sequence it stands at the last event, and NaN at the others.
   */
  public double[][] probabilities(List<EncodedSequence> sequences) {
    double[][] probabilities = new double[sequences.size()][];
    if (sequences.isEmpty()) {
      return probabilities;
    }
    Batches batches =
        new Batches(
            sequences, new BatchOptions(batchSize, Integer.MAX_VALUE, false, 0, DataType.FLOAT));
    for (int k = 0; k < batches.batchesPerEpoch(); k++) {
      SequenceBatch batch = batches.batch(0, k);
      INDArray output =
          network.output(false, feed.features(batch), feed.featureMasks(batch), null)[0];
      scatter(output, batch.sequenceIndex(), sequences, probabilities);
    }
    return probabilities;
  }

  private void scatter(
      INDArray output, int[] members, List<EncodedSequence> sequences, double[][] into) {
    float[] values = output.dup('c').data().asFloat();
    int steps = values.length / members.length;
    for (int n = 0; n < members.length; n++) {
      double[] row = new double[sequences.get(members[n]).length()];
      if (feed.perSequence()) {
        Arrays.fill(row, Double.NaN);
        row[row.length - 1] = values[n];
      } else {
        for (int t = 0; t < row.length; t++) {
          row[t] = values[n * steps + t];
        }
      }
      into[members[n]] = row;
    }
  }
}
