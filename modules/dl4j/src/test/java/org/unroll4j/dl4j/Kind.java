package org.unroll4j.dl4j;

import org.deeplearning4j.nn.conf.RNNFormat;
import org.nd4j.linalg.activations.Activation;
import org.unroll4j.core.cell.GruCell.Reset;

/** The layers under test. */
enum Kind {
  LSTM,
  LSTM_PEEPHOLES,
  LSTM_PROJECTED,
  LSTM_TWO_BIASES,
  GRU_TWO_BIASES,
  GRU_RESET_AFTER,
  GRU_RESET_BEFORE,
  RNN_TANH,
  RNN_RELU;

  UnrollLayer layer(int inputs, int units) {
    return layer(inputs, units, RNNFormat.NCW);
  }

  UnrollLayer layer(int inputs, int units, RNNFormat format) {
    return builder().nIn(inputs).nOut(units).dataFormat(format).build();
  }

  UnrollLayer.Builder<?> builder() {
    return switch (this) {
      case LSTM -> new UnrollLstm.Builder();
      case LSTM_PEEPHOLES -> new UnrollLstm.Builder().peepholes();
      case LSTM_PROJECTED -> new UnrollLstm.Builder().projectedFrom(4);
      case LSTM_TWO_BIASES -> new UnrollLstm.Builder().twoBiases();
      case GRU_TWO_BIASES -> new UnrollGru.Builder().twoBiases();
      case GRU_RESET_AFTER -> new UnrollGru.Builder();
      case GRU_RESET_BEFORE -> new UnrollGru.Builder().reset(Reset.BEFORE_PRODUCT);
      case RNN_TANH -> new UnrollRnn.Builder();
      case RNN_RELU -> new UnrollRnn.Builder().activation(Activation.RELU);
    };
  }
}
