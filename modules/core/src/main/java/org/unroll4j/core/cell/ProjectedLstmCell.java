package org.unroll4j.core.cell;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The LSTM cell whose hidden state is a projection of its H units to P columns, with fewer
 * recurrent weights for the same number of units.
 *
 * <pre>{@code
 * i, f, g, o as in LstmCell, from x [N, F] and h [N, P]
 * c' = f ⊙ c + i ⊙ g     cell state    [N, H]
 * m  = o ⊙ tanh(c')      units         [N, H]
 * h' = m·V               hidden state  [N, P]
 * }</pre>
 *
 * <p>Source: H. Sak, A. Senior, F. Beaufays, Long Short-Term Memory Based Recurrent Neural Network
 * Architectures for Large Vocabulary Speech Recognition, arXiv 1402.1128, section 2, without
 * peepholes and without the non-recurrent projection. The same variant as PyTorch's {@code
 * nn.LSTM(proj_size=P)}.
 *
 * @param outputSize P, the number of columns of the hidden state
 */
public record ProjectedLstmCell(int outputSize)
    implements Cell<ProjectedLstmParameters, LstmState, LstmCell.Trace> {

  /** Checks the size. */
  public ProjectedLstmCell {
    if (outputSize < 1) {
      throw new IllegalArgumentException(
          "ProjectedLstmCell: outputSize must be at least 1, but was %d.".formatted(outputSize));
    }
  }

  @Override
  public String name() {
    return "lstm-projection";
  }

  @Override
  public int gates() {
    return LstmGate.values().length;
  }

  @Override
  public long outputSize(long hiddenSize) {
    return outputSize;
  }

  @Override
  public ProjectedLstmParameters zeroParameters(long inputSize, long hiddenSize, DataType type) {
    return new ProjectedLstmParameters(
        Nd4j.zeros(type, inputSize, 4 * hiddenSize),
        Nd4j.zeros(type, outputSize, 4 * hiddenSize),
        Nd4j.zeros(type, 4 * hiddenSize),
        Nd4j.zeros(type, hiddenSize, outputSize));
  }

  @Override
  public LstmState zeroState(long batchSize, long hiddenSize, DataType type) {
    return new LstmState(
        Nd4j.zeros(type, batchSize, outputSize), Nd4j.zeros(type, batchSize, hiddenSize));
  }

  @Override
  public ProjectedLstmParameters withForgetBias(ProjectedLstmParameters p, double forgetBias) {
    return p.withBias(LstmGate.withForgetBias(p.bias(), forgetBias));
  }

  @Override
  public Step<LstmState, LstmCell.Trace> forward(
      ProjectedLstmParameters p, INDArray a, LstmState previous) {
    INDArray z = a.add(previous.hidden().mmul(p.recurrentWeights()));
    Step<LstmState, LstmCell.Trace> units = LstmCell.step(z, previous);
    INDArray m = units.state().hidden();
    return new Step<>(units.state().withHidden(m.mmul(p.projection())), units.trace());
  }

  @Override
  public StepGradients<LstmState> backward(
      ProjectedLstmParameters p, LstmCell.Trace t, LstmState gradNext) {
    INDArray dm = gradNext.hidden().mmul(p.projection().transpose());
    return LstmCell.stepBack(t, gradNext.withHidden(dm)).through(p.recurrentWeights());
  }

  @Override
  public ProjectedLstmParameters parameterGradients(
      ProjectedLstmParameters p, INDArray x, List<LstmCell.Trace> traces, WalkGradients gradients) {
    INDArray da = gradients.projection();
    INDArray h = Columns.stack(traces, t -> t.previous().hidden());
    INDArray m = Columns.stack(traces, t -> t.outputGate().mul(t.cellTanh()));
    INDArray dhNext = Nd4j.concat(0, gradients.hidden().toArray(INDArray[]::new));
    return new ProjectedLstmParameters(
        x.transpose().mmul(da), h.transpose().mmul(da), da.sum(0), m.transpose().mmul(dhNext));
  }
}
