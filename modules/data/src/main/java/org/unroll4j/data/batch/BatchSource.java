package org.unroll4j.data.batch;

/**
 * The batches of every epoch, with random access: {@code batch(epoch, k)} depends on nothing but
 * its arguments, so training can go on inside an epoch after it was stopped.
 */
public interface BatchSource {

  /** How many batches an epoch has; the same for every epoch. */
  int batchesPerEpoch();

  /** Batch k of an epoch, both counted from 0. */
  SequenceBatch batch(int epoch, int k);
}
