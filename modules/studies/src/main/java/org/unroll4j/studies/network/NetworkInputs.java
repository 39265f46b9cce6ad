package org.unroll4j.studies.network;

import java.util.List;
import org.unroll4j.data.features.FeatureEncoder;
import org.unroll4j.data.windows.WindowEncoder;

/**
 * What a network reads at every step.
 *
 * @param columns the categorical columns, each with an embedding of its own
 * @param channels number of numeric channels
 */
public record NetworkInputs(List<Column> columns, int channels) {

  /**
   * A categorical column.
   *
   * @param name of the column, for the names of vertices
   * @param indices number of different indices
   */
  public record Column(String name, int indices) {

    /** Width of the embedding: half the number of indices, but at most {@code largest}. */
    int embeddingWidth(int largest) {
      return Math.max(1, Math.min(largest, (indices + 1) / 2));
    }
  }

  /** Copies the columns. */
  public NetworkInputs {
    columns = List.copyOf(columns);
  }

  /** What an encoder gives. */
  public static NetworkInputs of(FeatureEncoder encoder) {
    return new NetworkInputs(
        encoder.vocabularies().stream().map(v -> new Column(v.column(), v.indices())).toList(),
        encoder.channelNames().size());
  }

  /** What windows of series give. */
  public static NetworkInputs of(WindowEncoder encoder) {
    return new NetworkInputs(
        encoder.statics().stream().map(s -> new Column(s.column(), s.indices())).toList(),
        encoder.channelNames().size());
  }

  /** Number of features after the embeddings F. */
  int features(int largestEmbedding) {
    return channels
        + columns.stream().mapToInt(column -> column.embeddingWidth(largestEmbedding)).sum();
  }
}
