package org.unroll4j.core.cell;

import static org.nd4j.linalg.ops.transforms.Transforms.sigmoid;
import static org.nd4j.linalg.ops.transforms.Transforms.tanh;
import static org.unroll4j.core.cell.LstmGate.CANDIDATE;
import static org.unroll4j.core.cell.LstmGate.FORGET;
import static org.unroll4j.core.cell.LstmGate.INPUT;
import static org.unroll4j.core.cell.LstmGate.OUTPUT;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The LSTM cell with a forget gate and without peepholes ({@link PeepholeLstmCell} has them).
 *
 * <pre>{@code
 * i  = σ(x·Wi + bi + h·Ri)      input gate    [N, H]
 * f  = σ(x·Wf + bf + h·Rf)      forget gate   [N, H]
 * g  = tanh(x·Wg + bg + h·Rg)   candidate     [N, H]
 * o  = σ(x·Wo + bo + h·Ro)      output gate   [N, H]
 * c' = f ⊙ c + i ⊙ g            cell state    [N, H]
 * h' = o ⊙ tanh(c')             hidden state  [N, H]
 * }</pre>
 *
 * <p>Sources: S. Hochreiter, J. Schmidhuber, Long Short-Term Memory, Neural Computation 9 (1997);
 * forget gate: F. Gers et al., Learning to Forget, Neural Computation 12 (2000), equations 3.1 to
 * 3.5. The same variant as PyTorch's {@code nn.LSTM}.
 */
public record LstmCell() implements Cell<LstmParameters, LstmState, LstmCell.Trace> {

  /**
   * What a step remembers, all [N, H].
   *
   * @param previous the state before the step
   * @param inputGate i
   * @param forgetGate f
   * @param candidate g
   * @param outputGate o
   * @param cellTanh tanh(c')
   */
  public record Trace(
      LstmState previous,
      INDArray inputGate,
      INDArray forgetGate,
      INDArray candidate,
      INDArray outputGate,
      INDArray cellTanh) {}

  @Override
  public String name() {
    return "lstm";
  }

  @Override
  public int gates() {
    return LstmGate.values().length;
  }

  @Override
  public LstmParameters zeroParameters(long inputSize, long hiddenSize, DataType type) {
    return new LstmParameters(
        Nd4j.zeros(type, inputSize, 4 * hiddenSize),
        Nd4j.zeros(type, hiddenSize, 4 * hiddenSize),
        Nd4j.zeros(type, 4 * hiddenSize));
  }

  @Override
  public LstmState zeroState(long batchSize, long hiddenSize, DataType type) {
    return new LstmState(
        Nd4j.zeros(type, batchSize, hiddenSize), Nd4j.zeros(type, batchSize, hiddenSize));
  }

  @Override
  public LstmParameters withForgetBias(LstmParameters p, double forgetBias) {
    return p.withBias(LstmGate.withForgetBias(p.bias(), forgetBias));
  }

  @Override
  public Step<LstmState, Trace> forward(LstmParameters p, INDArray a, LstmState previous) {
    INDArray z = a.add(previous.hidden().mmul(p.recurrentWeights()));
    return step(z, previous);
  }

  /** From what the gates read, [N, 4H], to the state after the step. */
  static Step<LstmState, Trace> step(INDArray z, LstmState previous) {
    INDArray c = previous.cell();
    long units = c.size(1);
    INDArray i = sigmoid(Columns.block(z, INPUT, units), true);
    INDArray f = sigmoid(Columns.block(z, FORGET, units), true);
    INDArray g = tanh(Columns.block(z, CANDIDATE, units), true);
    INDArray o = sigmoid(Columns.block(z, OUTPUT, units), true);

    INDArray cNext = f.mul(c).addi(i.mul(g));
    INDArray cTanh = tanh(cNext, true);
    INDArray hNext = o.mul(cTanh);
    return new Step<>(new LstmState(hNext, cNext), new Trace(previous, i, f, g, o, cTanh));
  }

  @Override
  public StepGradients<LstmState> backward(LstmParameters p, Trace t, LstmState gradNext) {
    return stepBack(t, gradNext).through(p.recurrentWeights());
  }

  /** From the gradient of the state after the step back to what the gates read. */
  static Back stepBack(Trace t, LstmState gradNext) {
    INDArray i = t.inputGate();
    INDArray f = t.forgetGate();
    INDArray g = t.candidate();
    INDArray o = t.outputGate();
    INDArray dhNext = gradNext.hidden();

    INDArray dcNext = dhNext.mul(o).muli(Slopes.tanh(t.cellTanh())).addi(gradNext.cell());
    INDArray di = dcNext.mul(g).muli(Slopes.sigmoid(i));
    INDArray df = dcNext.mul(t.previous().cell()).muli(Slopes.sigmoid(f));
    INDArray dg = dcNext.mul(i).muli(Slopes.tanh(g));
    INDArray dO = dhNext.mul(t.cellTanh()).muli(Slopes.sigmoid(o));
    INDArray dc = dcNext.mul(f);
    return new Back(Nd4j.concat(1, di, df, dg, dO), dc);
  }

  /**
   * Gradients inside a step.
   *
   * @param gates with respect to what the gates read, [N, 4H]
   * @param cell with respect to the cell state before the step, [N, H]
   */
  record Back(INDArray gates, INDArray cell) {

    /** Through the recurrent product to the state before the step. */
    StepGradients<LstmState> through(INDArray recurrentWeights) {
      INDArray dh = gates.mmul(recurrentWeights.transpose());
      return new StepGradients<>(gates, new LstmState(dh, cell));
    }
  }

  @Override
  public LstmParameters parameterGradients(
      LstmParameters p, INDArray x, List<Trace> traces, WalkGradients gradients) {
    INDArray da = gradients.projection();
    INDArray h = Columns.stack(traces, t -> t.previous().hidden());
    return new LstmParameters(x.transpose().mmul(da), h.transpose().mmul(da), da.sum(0));
  }
}
