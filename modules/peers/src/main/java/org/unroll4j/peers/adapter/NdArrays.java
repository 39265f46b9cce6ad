package org.unroll4j.peers.adapter;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.core.cell.GruParameters;
import org.unroll4j.core.cell.LstmParameters;
import org.unroll4j.core.cell.RnnParameters;
import org.unroll4j.peers.work.Problem;
import org.unroll4j.peers.work.Work;

/** Plain arrays of a problem as ND4J arrays. */
final class NdArrays {

  private NdArrays() {}

  static INDArray of(float[] values, DataType type, long... shape) {
    return Nd4j.createFromArray(values).castTo(type).reshape('c', shape);
  }

  static float[] toFloats(INDArray array) {
    return array.castTo(DataType.FLOAT).dup('c').data().asFloat();
  }

  static LstmParameters lstm(Work.Size size, Problem.Weights w, DataType type) {
    int columns = 4 * size.hidden();
    return new LstmParameters(
        of(w.input(), type, size.inputs(), columns),
        of(w.recurrent(), type, size.hidden(), columns),
        of(w.bias(), type, columns));
  }

  static GruParameters gru(Work.Size size, Problem.Weights w, DataType type) {
    int columns = 3 * size.hidden();
    return new GruParameters(
        of(w.input(), type, size.inputs(), columns),
        of(w.recurrent(), type, size.hidden(), columns),
        of(w.bias(), type, columns),
        of(w.recurrentBias(), type, size.hidden()));
  }

  static RnnParameters rnn(Work.Size size, Problem.Weights w, DataType type) {
    int columns = size.hidden();
    return new RnnParameters(
        of(w.input(), type, size.inputs(), columns),
        of(w.recurrent(), type, size.hidden(), columns),
        of(w.bias(), type, columns));
  }
}
