package org.unroll4j.data.batch;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * N sequences padded on the right to T steps, in the layout of Deeplearning4j.
 *
 * @param categories one [N, 1, T] of indices per categorical column, as numbers of the batch's type
 * @param numbers numeric channels, [N, K, T]
 * @param labels what is to be predicted, [N, L, T], such as one channel of 0 or 1; 0 where masked
 * @param featuresMask 1 where the step is an event or a time, 0 where it is padding, [N, T]
 * @param labelsMask 1 where the step has a label, [N, T]
 * @param sequenceIndex which sequence each of the N rows is
 */
public record SequenceBatch(
    List<INDArray> categories,
    INDArray numbers,
    INDArray labels,
    INDArray featuresMask,
    INDArray labelsMask,
    int[] sequenceIndex) {

  public SequenceBatch {
    categories = List.copyOf(categories);
  }

  /** Features in the order categories…, numbers; every feature has the features mask. */
  public MultiDataSet toMultiDataSet() {
    INDArray[] features = new INDArray[categories.size() + 1];
    INDArray[] masks = new INDArray[features.length];
    for (int i = 0; i < features.length; i++) {
      features[i] = i < categories.size() ? categories.get(i) : numbers;
      masks[i] = featuresMask;
    }
    return new MultiDataSet(features, new INDArray[] {labels}, masks, new INDArray[] {labelsMask});
  }
}
