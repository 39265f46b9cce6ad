package org.unroll4j.interop.pytorch;

import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.GruCell;
import org.unroll4j.core.cell.GruParameters;
import org.unroll4j.core.cell.HiddenState;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.LstmParameters;
import org.unroll4j.core.cell.LstmState;
import org.unroll4j.core.cell.ProjectedLstmCell;
import org.unroll4j.core.cell.ProjectedLstmParameters;
import org.unroll4j.core.cell.RnnCell;
import org.unroll4j.core.cell.RnnParameters;

/**
 * How the arrays of one of PyTorch's cells become the parameters of ours, and back. The order of
 * the gates is the same; the matrices are transposed; {@code bias_ih} is our bias. The part of
 * {@code bias_hh} that adds to it is not looked at here.
 *
 * @param <P> our parameters
 * @param <S> our state
 */
interface PytorchCell<P extends CellParameters<P>, S extends CellState<S>> {

  /**
   * One layer in one direction, as PyTorch stores it.
   *
   * @param weightIh [G·H, F]
   * @param weightHh [G·H, H], or [4H, P] with a projection
   * @param biasIh [G·H]
   * @param biasHh [G·H]
   * @param weightHr [P, H]; null without a projection
   */
  record Unit(
      INDArray weightIh, INDArray weightHh, INDArray biasIh, INDArray biasHh, INDArray weightHr) {

    INDArray inputWeights() {
      return transposed(weightIh);
    }

    INDArray recurrentWeights() {
      return transposed(weightHh);
    }

    INDArray bias() {
      return biasIh.dup();
    }

    /** The first part of the second bias, which adds to the first one. */
    INDArray secondBias(long length) {
      return biasHh.get(interval(0, length)).dup();
    }

    /** With {@code bias_hh} zero. */
    static Unit of(CellParameters<?> p, INDArray weightHr) {
      return new Unit(
          transposed(p.inputWeights()),
          transposed(p.recurrentWeights()),
          p.bias().dup(),
          p.bias().like(),
          weightHr);
    }

    static INDArray transposed(INDArray matrix) {
      return matrix.transpose().dup('c');
    }
  }

  /** Our equations. */
  Cell<P, S, ?> cell();

  /** PyTorch's arrays as our parameters, without what {@code bias_hh} adds to the bias. */
  P ours(Unit unit);

  /** Our parameters as PyTorch's arrays; what {@code bias_hh} adds to the bias is zero. */
  Unit theirs(P parameters);

  /** The simple cell. */
  record Rnn(RnnCell cell) implements PytorchCell<RnnParameters, HiddenState> {

    @Override
    public RnnParameters ours(Unit unit) {
      return new RnnParameters(unit.inputWeights(), unit.recurrentWeights(), unit.bias());
    }

    @Override
    public Unit theirs(RnnParameters p) {
      return Unit.of(p, null);
    }
  }

  /** The LSTM. */
  record Lstm(LstmCell cell) implements PytorchCell<LstmParameters, LstmState> {

    @Override
    public LstmParameters ours(Unit unit) {
      return new LstmParameters(unit.inputWeights(), unit.recurrentWeights(), unit.bias());
    }

    @Override
    public Unit theirs(LstmParameters p) {
      return Unit.of(p, null);
    }
  }

  /** The LSTM with a projection ({@code proj_size}). */
  record ProjectedLstm(ProjectedLstmCell cell)
      implements PytorchCell<ProjectedLstmParameters, LstmState> {

    @Override
    public ProjectedLstmParameters ours(Unit unit) {
      return new ProjectedLstmParameters(
          unit.inputWeights(),
          unit.recurrentWeights(),
          unit.bias(),
          Unit.transposed(unit.weightHr()));
    }

    @Override
    public Unit theirs(ProjectedLstmParameters p) {
      return Unit.of(p, Unit.transposed(p.projection()));
    }
  }

  /**
   * The GRU with the reset gate after the product. The candidate's bias on the hidden state's side
   * stands inside the reset gate and is a parameter of its own.
   */
  record Gru(GruCell cell) implements PytorchCell<GruParameters, HiddenState> {

    @Override
    public GruParameters ours(Unit unit) {
      INDArray candidate = candidate(unit.biasHh(), unit.weightHh().size(1));
      return new GruParameters(
          unit.inputWeights(), unit.recurrentWeights(), unit.bias(), candidate.dup());
    }

    @Override
    public Unit theirs(GruParameters p) {
      Unit unit = Unit.of(p, null);
      candidate(unit.biasHh(), p.hiddenSize()).assign(p.recurrentBias());
      return unit;
    }

    private static INDArray candidate(INDArray bias, long h) {
      return bias.get(interval(2 * h, 3 * h));
    }
  }
}
