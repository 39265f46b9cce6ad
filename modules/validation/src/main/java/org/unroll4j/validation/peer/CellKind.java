package org.unroll4j.validation.peer;

/** The recurrent cells that are compared. */
public enum CellKind {
  /** h' = tanh(a + h·R). */
  RNN_TANH("rnn tanh", 1),
  /** h' = relu(a + h·R). */
  RNN_RELU("rnn relu", 1),
  /** Gate blocks i, f, g, o. */
  LSTM("lstm", 4),
  /** i and f also see p ⊙ c, o sees p ⊙ c'. */
  LSTM_PEEPHOLES("lstm with peepholes", 4),
  /** h' = (o ⊙ tanh(c'))·V. */
  LSTM_PROJECTION("lstm with projection", 4),
  /** Gate blocks r, z, n; n = tanh(aₙ + r ⊙ (h·Rₙ + bₙ)). */
  GRU_RESET_AFTER("gru reset after", 3),
  /** n = tanh(aₙ + (r ⊙ h)·Rₙ). */
  GRU_RESET_BEFORE("gru reset before", 3);

  private final String label;
  private final int gates;

  CellKind(String label, int gates) {
    this.label = label;
    this.gates = gates;
  }

  /** The name in records: {@code lstm with peepholes}. */
  public String label() {
    return label;
  }

  /** Number of gate blocks G in the columns of the weights. */
  public int gates() {
    return gates;
  }

  /** Whether a cell state c is carried beside the hidden state h. */
  public boolean hasCellState() {
    return this == LSTM || this == LSTM_PEEPHOLES || this == LSTM_PROJECTION;
  }
}
