package org.unroll4j.data.features;

/**
 * The features and labels of a sequence of T events.
 *
 * @param categories index per categorical column and event, [columns][T]
 * @param numbers value per numeric channel and event, [channels][T]
 * @param labels 0, 1 or masked per event, [T]
 */
public record EncodedSequence(int[][] categories, float[][] numbers, byte[] labels) {

  public int length() {
    return labels.length;
  }
}
