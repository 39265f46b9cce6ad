package org.unroll4j.interop.pytorch;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.GruCell;
import org.unroll4j.core.cell.GruParameters;
import org.unroll4j.core.cell.HiddenState;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.LstmParameters;
import org.unroll4j.core.cell.LstmState;
import org.unroll4j.core.cell.RnnCell;
import org.unroll4j.core.cell.RnnParameters;

/**
 * How the arrays of one of PyTorch's cells become the parameters of ours, and back. The order of
 * the gates is the same; the matrices are transposed; PyTorch has two biases, of which ours is the
 * sum.
 *
 * @param <P> our parameters
 * @param <S> our state
 */
interface PytorchCell<P extends CellParameters<P>, S extends CellState<S>> {

  /**
   * One layer in one direction, as PyTorch stores it.
   *
   * @param weightIh [G·H, F]
   * @param weightHh [G·H, H]
   * @param biasIh [G·H]
   * @param biasHh [G·H]
   */
  record Unit(INDArray weightIh, INDArray weightHh, INDArray biasIh, INDArray biasHh) {

    INDArray inputWeights() {
      return transposed(weightIh);
    }

    INDArray recurrentWeights() {
      return transposed(weightHh);
    }

    static Unit of(CellParameters<?> p, INDArray biasHh) {
      return new Unit(
          transposed(p.inputWeights()), transposed(p.recurrentWeights()), p.bias().dup(), biasHh);
    }

    private static INDArray transposed(INDArray matrix) {
      return matrix.transpose().dup('c');
    }
  }

  /** Our equations. */
  Cell<P, S, ?> cell();

  /** PyTorch's arrays as our parameters. */
  P ours(Unit unit);

  /** Our parameters as PyTorch's arrays; the second bias holds what the first cannot. */
  Unit theirs(P parameters);

  /** The simple cell. */
  record Rnn(RnnCell cell) implements PytorchCell<RnnParameters, HiddenState> {

    @Override
    public RnnParameters ours(Unit unit) {
      return new RnnParameters(
          unit.inputWeights(), unit.recurrentWeights(), unit.biasIh().add(unit.biasHh()));
    }

    @Override
    public Unit theirs(RnnParameters p) {
      return Unit.of(p, p.bias().like());
    }
  }

  /** The LSTM. */
  record Lstm(LstmCell cell) implements PytorchCell<LstmParameters, LstmState> {

    @Override
    public LstmParameters ours(Unit unit) {
      return new LstmParameters(
          unit.inputWeights(), unit.recurrentWeights(), unit.biasIh().add(unit.biasHh()));
    }

    @Override
    public Unit theirs(LstmParameters p) {
      return Unit.of(p, p.bias().like());
    }
  }

  /**
   * The GRU with the reset gate after the product. The candidate's bias on the hidden state's side
   * stands inside the reset gate and stays apart.
   */
  record Gru(GruCell cell) implements PytorchCell<GruParameters, HiddenState> {

    @Override
    public GruParameters ours(Unit unit) {
      long h = unit.weightHh().size(1);
      INDArray bias = unit.biasIh().dup();
      firstTwoGates(bias, h).addi(firstTwoGates(unit.biasHh(), h));
      return new GruParameters(
          unit.inputWeights(), unit.recurrentWeights(), bias, candidate(unit.biasHh(), h).dup());
    }

    @Override
    public Unit theirs(GruParameters p) {
      INDArray biasHh = Nd4j.zeros(p.dataType(), p.bias().length());
      candidate(biasHh, p.hiddenSize()).assign(p.recurrentBias());
      return Unit.of(p, biasHh);
    }

    private static INDArray firstTwoGates(INDArray bias, long h) {
      return bias.get(NDArrayIndex.interval(0, 2 * h));
    }

    private static INDArray candidate(INDArray bias, long h) {
      return bias.get(NDArrayIndex.interval(2 * h, 3 * h));
    }
  }
}
