package org.unroll4j.data.batch;

import org.nd4j.linalg.api.buffer.DataType;
import org.unroll4j.data.DataException;

/**
 * How sequences become batches.
 *
 * @param batchSize sequences per batch; the last batch may be smaller
 * @param maxLength longer sequences keep their last {@code maxLength} events only
 * @param shuffle whether the order differs from epoch to epoch; otherwise it is by length
 * @param seed of the order
 * @param dataType of the arrays
 */
public record BatchOptions(
    int batchSize, int maxLength, boolean shuffle, long seed, DataType dataType) {

  public BatchOptions {
    if (batchSize < 1 || maxLength < 1) {
      throw new DataException(
          "BatchOptions: batchSize and maxLength must be 1 or more, but were %d and %d."
              .formatted(batchSize, maxLength));
    }
    if (!dataType.isFPType()) {
      throw new DataException(
          "BatchOptions: dataType must be FLOAT or DOUBLE, but was %s.".formatted(dataType));
    }
  }
}
