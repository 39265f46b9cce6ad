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
 * The LSTM cell with peepholes: the gates look at the cell state, the input and the forget gate at
 * the old one, the output gate at the new one.
 *
 * <pre>{@code
 * i  = σ(x·Wi + bi + h·Ri + pi ⊙ c)    input gate    [N, H]
 * f  = σ(x·Wf + bf + h·Rf + pf ⊙ c)    forget gate   [N, H]
 * g  = tanh(x·Wg + bg + h·Rg)          candidate     [N, H]
 * c' = f ⊙ c + i ⊙ g                   cell state    [N, H]
 * o  = σ(x·Wo + bo + h·Ro + po ⊙ c')   output gate   [N, H]
 * h' = o ⊙ tanh(c')                    hidden state  [N, H]
 * }</pre>
 *
 * <p>Source: F. Gers, N. Schraudolph, J. Schmidhuber, Learning Precise Timing with LSTM Recurrent
 * Networks, JMLR 3 (2002), section 2.2, with the output squashed by tanh. The same variant as
 * Deeplearning4j's {@code GravesLSTM} and ONNX's {@code LSTM} with the input {@code P}.
 */
public record PeepholeLstmCell()
    implements Cell<PeepholeLstmParameters, LstmState, PeepholeLstmCell.Trace> {

  /**
   * What a step remembers, all [N, H].
   *
   * @param previous the state before the step
   * @param inputGate i
   * @param forgetGate f
   * @param candidate g
   * @param outputGate o
   * @param cell c'
   * @param cellTanh tanh(c')
   */
  public record Trace(
      LstmState previous,
      INDArray inputGate,
      INDArray forgetGate,
      INDArray candidate,
      INDArray outputGate,
      INDArray cell,
      INDArray cellTanh) {}

  @Override
  public String name() {
    return "lstm-peepholes";
  }

  @Override
  public int gates() {
    return LstmGate.values().length;
  }

  @Override
  public PeepholeLstmParameters zeroParameters(long inputSize, long hiddenSize, DataType type) {
    return new PeepholeLstmParameters(
        Nd4j.zeros(type, inputSize, 4 * hiddenSize),
        Nd4j.zeros(type, hiddenSize, 4 * hiddenSize),
        Nd4j.zeros(type, 4 * hiddenSize),
        Nd4j.zeros(type, 3 * hiddenSize));
  }

  @Override
  public LstmState zeroState(long batchSize, long hiddenSize, DataType type) {
    return new LstmState(
        Nd4j.zeros(type, batchSize, hiddenSize), Nd4j.zeros(type, batchSize, hiddenSize));
  }

  @Override
  public PeepholeLstmParameters withForgetBias(PeepholeLstmParameters p, double forgetBias) {
    return p.withBias(LstmGate.withForgetBias(p.bias(), forgetBias));
  }

  @Override
  public Step<LstmState, Trace> forward(PeepholeLstmParameters p, INDArray a, LstmState previous) {
    long units = p.hiddenSize();
    INDArray c = previous.cell();
    INDArray pi = p.inputPeephole();
    INDArray pf = p.forgetPeephole();
    INDArray po = p.outputPeephole();

    INDArray z = a.add(previous.hidden().mmul(p.recurrentWeights()));
    INDArray i = sigmoid(c.mulRowVector(pi).addi(Columns.block(z, INPUT, units)), false);
    INDArray f = sigmoid(c.mulRowVector(pf).addi(Columns.block(z, FORGET, units)), false);
    INDArray g = tanh(Columns.block(z, CANDIDATE, units), true);
    INDArray cNext = f.mul(c).addi(i.mul(g));
    INDArray o = sigmoid(cNext.mulRowVector(po).addi(Columns.block(z, OUTPUT, units)), false);

    INDArray cTanh = tanh(cNext, true);
    INDArray hNext = o.mul(cTanh);
    Trace trace = new Trace(previous, i, f, g, o, cNext, cTanh);
    return new Step<>(new LstmState(hNext, cNext), trace);
  }

  @Override
  public StepGradients<LstmState> backward(PeepholeLstmParameters p, Trace t, LstmState gradNext) {
    INDArray i = t.inputGate();
    INDArray f = t.forgetGate();
    INDArray g = t.candidate();
    INDArray o = t.outputGate();
    INDArray dhNext = gradNext.hidden();

    INDArray dO = dhNext.mul(t.cellTanh()).muli(Slopes.sigmoid(o));
    INDArray dcNext =
        dhNext
            .mul(o)
            .muli(Slopes.tanh(t.cellTanh()))
            .addi(dO.mulRowVector(p.outputPeephole()))
            .addi(gradNext.cell());
    INDArray di = dcNext.mul(g).muli(Slopes.sigmoid(i));
    INDArray df = dcNext.mul(t.previous().cell()).muli(Slopes.sigmoid(f));
    INDArray dg = dcNext.mul(i).muli(Slopes.tanh(g));

    INDArray dz = Nd4j.concat(1, di, df, dg, dO);
    INDArray dh = dz.mmul(p.recurrentWeights().transpose());
    INDArray dc =
        dcNext
            .mul(f)
            .addi(di.mulRowVector(p.inputPeephole()))
            .addi(df.mulRowVector(p.forgetPeephole()));
    return new StepGradients<>(dz, new LstmState(dh, dc));
  }

  @Override
  public PeepholeLstmParameters parameterGradients(
      PeepholeLstmParameters p, INDArray x, List<Trace> traces, WalkGradients gradients) {
    long units = p.hiddenSize();
    INDArray da = gradients.projection();
    INDArray h = Columns.stack(traces, t -> t.previous().hidden());
    INDArray c = Columns.stack(traces, t -> t.previous().cell());
    INDArray cNext = Columns.stack(traces, Trace::cell);

    INDArray dpi = Columns.block(da, INPUT, units).mul(c).sum(0);
    INDArray dpf = Columns.block(da, FORGET, units).mul(c).sum(0);
    INDArray dpo = Columns.block(da, OUTPUT, units).mul(cNext).sum(0);
    return new PeepholeLstmParameters(
        x.transpose().mmul(da), h.transpose().mmul(da), da.sum(0), Nd4j.concat(0, dpi, dpf, dpo));
  }
}
