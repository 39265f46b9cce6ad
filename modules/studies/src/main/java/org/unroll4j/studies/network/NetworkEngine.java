package org.unroll4j.studies.network;

import org.nd4j.linalg.api.buffer.DataType;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.GruCell;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.RnnCell;
import org.unroll4j.core.engine.Engine;
import org.unroll4j.core.engine.Engines;
import org.unroll4j.core.engine.RecomputingEngine;
import org.unroll4j.studies.config.ConfigException;
import org.unroll4j.studies.network.ModelConfig.Implementation;

/** What computes the recurrent layers of a network. */
public final class NetworkEngine {

  private NetworkEngine() {}

  /**
   * The name of the engine that will be used.
   *
   * @throws ConfigException if the configured one is not there or does not support the cell
   */
  public static String require(ModelConfig model) {
    if (model.implementation() == Implementation.DEEPLEARNING4J) {
      return Implementation.DEEPLEARNING4J.word();
    }
    try {
      Engine engine = Engines.choose(model.engine(), cell(model.cell()), DataType.FLOAT);
      int every = model.recomputeEvery();
      return (every == 0 ? engine : new RecomputingEngine(engine, every)).name();
    } catch (IllegalArgumentException e) {
      throw new ConfigException("model.engine: " + e.getMessage());
    }
  }

  /** The equations of a kind of cell. */
  static Cell<?, ?, ?> cell(ModelConfig.Kind kind) {
    return switch (kind) {
      case RNN -> new RnnCell();
      case LSTM -> new LstmCell();
      case GRU -> new GruCell();
    };
  }
}
