package org.unroll4j.validation.engine;

import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.GruCell;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.PeepholeLstmCell;
import org.unroll4j.core.cell.ProjectedLstmCell;
import org.unroll4j.core.cell.RnnCell;
import org.unroll4j.core.cell.TwoBiasCell;
import org.unroll4j.core.network.Directions;
import org.unroll4j.validation.peer.Structure;

/** The toolkit's cells by the names of the contract. */
final class Cells {

  private Cells() {}

  static Cell<?, ?, ?> of(Structure structure) {
    Cell<?, ?, ?> single =
        switch (structure.cell()) {
          case RNN_TANH -> new RnnCell(RnnCell.Activation.TANH);
          case RNN_RELU -> new RnnCell(RnnCell.Activation.RELU);
          case LSTM -> new LstmCell();
          case LSTM_PEEPHOLES -> new PeepholeLstmCell();
          case LSTM_PROJECTION -> new ProjectedLstmCell(structure.sizes().projected());
          case GRU_RESET_AFTER -> new GruCell(GruCell.Reset.AFTER_PRODUCT);
          case GRU_RESET_BEFORE -> new GruCell(GruCell.Reset.BEFORE_PRODUCT);
        };
    return structure.twoBiases() ? new TwoBiasCell<>(single) : single;
  }

  static Directions directions(Structure structure) {
    return switch (structure.directions()) {
      case FORWARD -> Directions.FORWARD;
      case BACKWARD -> Directions.BACKWARD;
      case BOTH -> Directions.BOTH_CONCATENATED;
    };
  }
}
