package org.unroll4j.data.windows;

import org.unroll4j.data.DataException;

/**
 * How windows become batches.
 *
 * @param batchSize windows per batch; the last batch of an epoch may be smaller
 * @param windowsPerEpoch how many windows an epoch draws, none twice; 0 takes all
 * @param shuffle whether the order is drawn anew in every epoch; otherwise it is by series and time
 * @param seed of the order
 */
public record WindowOptions(int batchSize, long windowsPerEpoch, boolean shuffle, long seed) {

  public WindowOptions {
    if (batchSize < 1 || windowsPerEpoch < 0) {
      throw new DataException(
          "WindowOptions: expected batchSize ≥ 1 and windowsPerEpoch ≥ 0, but was %d and %d."
              .formatted(batchSize, windowsPerEpoch));
    }
  }
}
