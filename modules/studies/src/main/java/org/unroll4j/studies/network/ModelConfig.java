package org.unroll4j.studies.network;

import org.unroll4j.studies.config.Between;
import org.unroll4j.studies.config.Default;
import org.unroll4j.studies.config.Word;

/**
 * The network.
 *
 * @param cell the recurrent cell
 * @param implementation whose layers compute it
 * @param layers number of recurrent layers
 * @param hidden units per layer and direction
 * @param bidirectional both directions; only for labels per session
 * @param dropout probability with which the input of the second and later recurrent layers and of
 *     the output layer is set to zero
 * @param embedding largest width of the embedding of a categorical column
 * @param engine which of Unroll4J's engines computes the layers: a name, or auto
 * @param recomputeEvery for sequences longer than memory allows: training keeps every k-th state
 *     and computes the steps between them again; 0 keeps everything
 */
public record ModelConfig(
    @Default("lstm") Kind cell,
    @Default("unroll4j") Implementation implementation,
    @Default("1") @Between(min = 1, max = 16) int layers,
    @Default("32") @Between(min = 1, max = 4096) int hidden,
    @Default("false") boolean bidirectional,
    @Default("0") @Between(min = 0, max = 0.95) double dropout,
    @Default("8") @Between(min = 1, max = 512) int embedding,
    @Default("auto") String engine,
    @Default("0") @Between(min = 0, max = 1_000_000) int recomputeEvery) {

  /** The recurrent cells. */
  public enum Kind implements Word {
    /** Simple recurrent cell with tanh. */
    RNN,
    /** Long short-term memory. */
    LSTM,
    /** Gated recurrent unit, reset gate after the product. */
    GRU
  }

  /** Whose layers compute the cell. */
  public enum Implementation implements Word {
    /** The layers of this project. */
    UNROLL4J,
    /** Deeplearning4j's own layers, for comparison. */
    DEEPLEARNING4J
  }

  public ModelConfig {
    if (cell == Kind.GRU && implementation == Implementation.DEEPLEARNING4J) {
      throw new IllegalArgumentException(
          "model.cell gru does not go with model.implementation deeplearning4j: Deeplearning4j has"
              + " no GRU; use implementation unroll4j, or cell lstm.");
    }
    if (bidirectional && implementation == Implementation.DEEPLEARNING4J) {
      throw new IllegalArgumentException(
          "model.bidirectional true does not go with model.implementation deeplearning4j: its"
              + " Bidirectional reads the padding; use implementation unroll4j.");
    }
    if (recomputeEvery > 0 && implementation == Implementation.DEEPLEARNING4J) {
      throw new IllegalArgumentException(
          "model.recomputeEvery %d does not go with model.implementation deeplearning4j, whose"
                  .formatted(recomputeEvery)
              + " layers keep every step; use implementation unroll4j, or recomputeEvery 0.");
    }
  }

  /** The same network, computed by other layers. */
  public ModelConfig with(Implementation other) {
    int every = other == Implementation.UNROLL4J ? recomputeEvery : 0;
    return new ModelConfig(
        cell, other, layers, hidden, bidirectional, dropout, embedding, engine, every);
  }
}
