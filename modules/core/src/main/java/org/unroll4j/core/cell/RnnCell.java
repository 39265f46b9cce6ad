package org.unroll4j.core.cell;

import static org.nd4j.linalg.ops.transforms.Transforms.relu;
import static org.nd4j.linalg.ops.transforms.Transforms.tanh;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The simple recurrent cell.
 *
 * <pre>{@code
 * h' = φ(x·W + b + h·R)   [N, H]      φ = tanh or relu
 * }</pre>
 *
 * <p>Source: J. L. Elman, Finding Structure in Time, Cognitive Science 14 (1990), with the output
 * equal to the hidden state as in PyTorch's {@code nn.RNN}.
 *
 * @param activation φ
 */
public record RnnCell(Activation activation)
    implements Cell<RnnParameters, HiddenState, RnnCell.Trace> {

  /** The function that bounds, or clips, the hidden state. */
  public enum Activation {
    /** The hyperbolic tangent. */
    TANH,
    /** max(0, x); its derivative at 0 is taken as 0. */
    RELU
  }

  /**
   * What a step remembers.
   *
   * @param previousHidden h, [N, H]
   * @param hidden h', [N, H]
   */
  public record Trace(INDArray previousHidden, INDArray hidden) {}

  /** A cell with tanh. */
  public RnnCell() {
    this(Activation.TANH);
  }

  @Override
  public String name() {
    return activation == Activation.TANH ? "rnn-tanh" : "rnn-relu";
  }

  @Override
  public int gates() {
    return 1;
  }

  @Override
  public RnnParameters zeroParameters(long inputSize, long hiddenSize, DataType type) {
    return new RnnParameters(
        Nd4j.zeros(type, inputSize, hiddenSize),
        Nd4j.zeros(type, hiddenSize, hiddenSize),
        Nd4j.zeros(type, hiddenSize));
  }

  @Override
  public HiddenState zeroState(long batchSize, long hiddenSize, DataType type) {
    return new HiddenState(Nd4j.zeros(type, batchSize, hiddenSize));
  }

  @Override
  public Step<HiddenState, Trace> forward(RnnParameters p, INDArray a, HiddenState previous) {
    INDArray h = previous.hidden();
    INDArray z = a.add(h.mmul(p.recurrentWeights()));
    INDArray hNext = activation == Activation.TANH ? tanh(z, false) : relu(z, false);
    return new Step<>(new HiddenState(hNext), new Trace(h, hNext));
  }

  @Override
  public StepGradients<HiddenState> backward(RnnParameters p, Trace t, HiddenState gradNext) {
    INDArray dz = gradNext.hidden().mul(slope(t.hidden()));
    INDArray dh = dz.mmul(p.recurrentWeights().transpose());
    return new StepGradients<>(dz, new HiddenState(dh));
  }

  /** φ′ written in terms of φ's own value: 1 − φ² for tanh, [φ > 0] for relu. */
  private INDArray slope(INDArray h) {
    return activation == Activation.TANH ? h.mul(h).rsubi(1) : h.gt(0).castTo(h.dataType());
  }

  @Override
  public RnnParameters parameterGradients(
      RnnParameters p, INDArray x, List<Trace> traces, WalkGradients gradients) {
    INDArray da = gradients.projection();
    INDArray h = Columns.stack(traces, Trace::previousHidden);
    return new RnnParameters(x.transpose().mmul(da), h.transpose().mmul(da), da.sum(0));
  }
}
