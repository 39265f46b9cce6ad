package org.unroll4j.core.cell;

import static org.nd4j.linalg.ops.transforms.Transforms.sigmoid;
import static org.nd4j.linalg.ops.transforms.Transforms.tanh;
import static org.unroll4j.core.cell.GruGate.CANDIDATE;
import static org.unroll4j.core.cell.GruGate.RESET;
import static org.unroll4j.core.cell.GruGate.UPDATE;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The gated recurrent unit, with the reset gate after or before the recurrent product.
 *
 * <pre>{@code
 * r  = σ(x·Wr + br + h·Rr)                 reset gate    [N, H]
 * z  = σ(x·Wz + bz + h·Rz)                 update gate   [N, H]
 * n  = tanh(x·Wn + bn + r ⊙ (h·Rn + bhn))  candidate, reset after    [N, H]
 * n  = tanh(x·Wn + bn + (r ⊙ h)·Rn)        candidate, reset before   [N, H]
 * h' = (1 − z) ⊙ n + z ⊙ h                 hidden state  [N, H]
 * }</pre>
 *
 * <p>Sources: reset before: K. Cho et al., Learning Phrase Representations using RNN
 * Encoder–Decoder, arXiv 1406.1078v3, section 2.3; reset after: version 1 of the same paper and
 * PyTorch's {@code nn.GRU}, ONNX's {@code linear_before_reset = 1}, Keras's {@code reset_after}.
 *
 * @param reset where the reset gate acts
 */
public record GruCell(Reset reset) implements Cell<GruParameters, HiddenState, GruCell.Trace> {

  /** Where the reset gate acts. */
  public enum Reset {
    /** On the product {@code h·Rn + bhn}: PyTorch's and cuDNN's GRU. */
    AFTER_PRODUCT,
    /** On the hidden state before the product: the paper's GRU. */
    BEFORE_PRODUCT
  }

  /**
   * What a step remembers, all [N, H].
   *
   * @param previousHidden h
   * @param seenHidden h as the recurrent products see it: h itself, unless parts are dropped
   * @param resetGate r
   * @param updateGate z
   * @param candidate n
   * @param gated what the reset gate multiplies: {@code h·Rn + bhn} (after) or the seen h (before)
   */
  public record Trace(
      INDArray previousHidden,
      INDArray seenHidden,
      INDArray resetGate,
      INDArray updateGate,
      INDArray candidate,
      INDArray gated) {}

  /** A cell with the reset gate after the product, as PyTorch has it. */
  public GruCell() {
    this(Reset.AFTER_PRODUCT);
  }

  @Override
  public String name() {
    return reset == Reset.AFTER_PRODUCT ? "gru" : "gru-reset-before";
  }

  @Override
  public int gates() {
    return GruGate.values().length;
  }

  @Override
  public GruParameters zeroParameters(long inputSize, long hiddenSize, DataType type) {
    return new GruParameters(
        Nd4j.zeros(type, inputSize, 3 * hiddenSize),
        Nd4j.zeros(type, hiddenSize, 3 * hiddenSize),
        Nd4j.zeros(type, 3 * hiddenSize),
        Nd4j.zeros(type, hiddenSize));
  }

  @Override
  public HiddenState zeroState(long batchSize, long hiddenSize, DataType type) {
    return new HiddenState(Nd4j.zeros(type, batchSize, hiddenSize));
  }

  @Override
  public int addedBiases() {
    return reset == Reset.AFTER_PRODUCT ? 2 : gates();
  }

  @Override
  public Step<HiddenState, Trace> forward(GruParameters p, INDArray a, HiddenState previous) {
    return forward(p, a, previous, previous.hidden());
  }

  @Override
  public Step<HiddenState, Trace> forward(
      GruParameters p, INDArray a, HiddenState previous, INDArray seen) {
    return reset == Reset.AFTER_PRODUCT
        ? resetAfter(p, a, previous.hidden(), seen)
        : resetBefore(p, a, previous.hidden(), seen);
  }

  private static Step<HiddenState, Trace> resetAfter(
      GruParameters p, INDArray a, INDArray h, INDArray seen) {
    long units = p.hiddenSize();
    INDArray u = seen.mmul(p.recurrentWeights());
    INDArray r = sigmoid(block(a, RESET, units).add(block(u, RESET, units)), false);
    INDArray z = sigmoid(block(a, UPDATE, units).add(block(u, UPDATE, units)), false);
    INDArray gated = block(u, CANDIDATE, units).addRowVector(p.recurrentBias());
    INDArray n = tanh(block(a, CANDIDATE, units).add(r.mul(gated)), false);
    INDArray hNext = n.add(z.mul(h.sub(n)));
    return new Step<>(new HiddenState(hNext), new Trace(h, seen, r, z, n, gated));
  }

  private static Step<HiddenState, Trace> resetBefore(
      GruParameters p, INDArray a, INDArray h, INDArray seen) {
    long units = p.hiddenSize();
    INDArray u = seen.mmul(Columns.blocks(p.recurrentWeights(), 0, 2, units));
    INDArray r = sigmoid(block(a, RESET, units).add(block(u, RESET, units)), false);
    INDArray z = sigmoid(block(a, UPDATE, units).add(block(u, UPDATE, units)), false);
    INDArray product = r.mul(seen).mmul(block(p.recurrentWeights(), CANDIDATE, units));
    INDArray n = tanh(block(a, CANDIDATE, units).add(product), false);
    INDArray hNext = n.add(z.mul(h.sub(n)));
    return new Step<>(new HiddenState(hNext), new Trace(h, seen, r, z, n, seen));
  }

  @Override
  public StepGradients<HiddenState> backward(GruParameters p, Trace t, HiddenState gradNext) {
    long units = p.hiddenSize();
    INDArray r = t.resetGate();
    INDArray z = t.updateGate();
    INDArray n = t.candidate();
    INDArray dhNext = gradNext.hidden();

    INDArray dn = dhNext.mul(z.rsub(1)).muli(Slopes.tanh(n));
    INDArray dz = dhNext.mul(t.previousHidden().sub(n)).muli(Slopes.sigmoid(z));
    INDArray dhKept = dhNext.mul(z);

    if (reset == Reset.AFTER_PRODUCT) {
      INDArray dr = dn.mul(t.gated()).muli(Slopes.sigmoid(r));
      INDArray du = Nd4j.concat(1, dr, dz, dn.mul(r));
      INDArray dh = du.mmul(p.recurrentWeights().transpose()).addi(dhKept);
      return new StepGradients<>(Nd4j.concat(1, dr, dz, dn), new HiddenState(dh));
    }
    INDArray dGated = dn.mmul(block(p.recurrentWeights(), CANDIDATE, units).transpose());
    INDArray dr = dGated.mul(t.gated()).muli(Slopes.sigmoid(r));
    INDArray drz = Nd4j.concat(1, dr, dz);
    INDArray dh =
        drz.mmul(Columns.blocks(p.recurrentWeights(), 0, 2, units).transpose())
            .addi(dGated.mul(r))
            .addi(dhKept);
    return new StepGradients<>(Nd4j.concat(1, drz, dn), new HiddenState(dh));
  }

  @Override
  public Optional<INDArray> gradPastProducts(Trace t, HiddenState gradNext) {
    return Optional.of(gradNext.hidden().mul(t.updateGate()));
  }

  @Override
  public GruParameters parameterGradients(
      GruParameters p, INDArray x, List<Trace> traces, WalkGradients gradients) {
    long units = p.hiddenSize();
    INDArray da = gradients.projection();
    INDArray h = Columns.stack(traces, Trace::seenHidden);
    INDArray r = Columns.stack(traces, Trace::resetGate);
    INDArray drz = Columns.blocks(da, 0, 2, units);
    INDArray dn = block(da, CANDIDATE, units);

    INDArray candidateInput = reset == Reset.AFTER_PRODUCT ? h : r.mul(h);
    INDArray dProduct = reset == Reset.AFTER_PRODUCT ? dn.mul(r) : dn;
    INDArray dR =
        Nd4j.concat(1, h.transpose().mmul(drz), candidateInput.transpose().mmul(dProduct));
    INDArray dbhn = reset == Reset.AFTER_PRODUCT ? dProduct.sum(0) : p.recurrentBias().like();
    return new GruParameters(x.transpose().mmul(da), dR, da.sum(0), dbhn);
  }

  private static INDArray block(INDArray matrix, GruGate gate, long units) {
    return Columns.block(matrix, gate, units);
  }
}
