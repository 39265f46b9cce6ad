package org.unroll4j.studies.network;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.data.batch.SequenceBatch;

/**
 * Hands a padded batch to a network.
 *
 * <p>A network that reads forward only needs no features mask: padding stands on the right, so it
 * cannot reach an earlier step, and the label mask keeps it out of the loss.
 *
 * @param perSequence whether the network has one output per sequence (it reads in both directions)
 *     instead of one per step
 */
public record Feed(boolean perSequence) {

  /** The inputs: categorical columns, then numeric channels. */
  public INDArray[] features(SequenceBatch batch) {
    INDArray[] features = new INDArray[batch.categories().size() + 1];
    for (int i = 0; i < batch.categories().size(); i++) {
      features[i] = batch.categories().get(i);
    }
    features[features.length - 1] = batch.numbers();
    return features;
  }

  /** A mask [N, T] per input, or null where none is needed. */
  public INDArray[] featureMasks(SequenceBatch batch) {
    if (!perSequence) {
      return null;
    }
    INDArray[] masks = new INDArray[batch.categories().size() + 1];
    Arrays.fill(masks, batch.featuresMask());
    return masks;
  }

  /** The labels, [N, 1, T] or [N, 1]. */
  public INDArray[] labels(SequenceBatch batch) {
    return new INDArray[] {perSequence ? batch.labels().max(2) : batch.labels()};
  }

  /** The mask of the labels, [N, T] or [N, 1]. */
  public INDArray[] labelMasks(SequenceBatch batch) {
    INDArray mask = batch.labelsMask();
    return new INDArray[] {perSequence ? mask.max(true, 1) : mask};
  }
}
