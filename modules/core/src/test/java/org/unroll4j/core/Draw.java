package org.unroll4j.core;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.core.cell.ArrayTuple;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.GruCell;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.PeepholeLstmCell;
import org.unroll4j.core.cell.ProjectedLstmCell;
import org.unroll4j.core.cell.RecurrentDropoutCell;
import org.unroll4j.core.cell.RnnCell;
import org.unroll4j.core.cell.TwoBiasCell;
import org.unroll4j.core.engine.ValidSteps;

/** Random test data: never zeros, never constants. */
public final class Draw {

  private final SplittableRandom random;
  private final DataType type;

  public Draw(long seed, DataType type) {
    this.random = new SplittableRandom(seed);
    this.type = type;
  }

  public static Draw doubles(long seed) {
    return new Draw(seed, DataType.DOUBLE);
  }

  /** Every cell and variant. */
  public static Stream<Cell<?, ?, ?>> cells() {
    return Stream.of(
        new RnnCell(RnnCell.Activation.TANH),
        new RnnCell(RnnCell.Activation.RELU),
        new LstmCell(),
        new PeepholeLstmCell(),
        new ProjectedLstmCell(3),
        new GruCell(GruCell.Reset.AFTER_PRODUCT),
        new GruCell(GruCell.Reset.BEFORE_PRODUCT),
        new TwoBiasCell<>(new LstmCell()),
        new TwoBiasCell<>(new ProjectedLstmCell(2)),
        new TwoBiasCell<>(new GruCell()),
        new RecurrentDropoutCell<>(new LstmCell()),
        new RecurrentDropoutCell<>(new TwoBiasCell<>(new GruCell())),
        new RecurrentDropoutCell<>(new GruCell(GruCell.Reset.BEFORE_PRODUCT)));
  }

  public INDArray array(double scale, long... shape) {
    return Nd4j.createFromArray(random.doubles(size(shape), -scale, scale).toArray())
        .castTo(type)
        .reshape('c', shape);
  }

  public INDArray array(long... shape) {
    return array(1, shape);
  }

  /** A tuple of the same shapes with random values. */
  public <A extends ArrayTuple<A>> A like(A tuple) {
    return tuple.map(a -> array(0.7, a.shape()));
  }

  public <P extends CellParameters<P>> P parameters(Cell<P, ?, ?> cell, long f, long h) {
    return like(cell.zeroParameters(f, h, type));
  }

  public <S extends CellState<S>> S state(Cell<?, S, ?> cell, long n, long h) {
    return like(cell.zeroState(n, h, type));
  }

  /** About a third of all steps missing, anywhere. */
  public ValidSteps holes(int steps, int batchSize) {
    double[][] mask = new double[steps][batchSize];
    for (double[] row : mask) {
      for (int n = 0; n < batchSize; n++) {
        row[n] = random.nextInt(3) == 0 ? 0 : 1;
      }
    }
    return ValidSteps.ofMask(Nd4j.createFromArray(mask));
  }

  /** Padding on the right; the first sequence is full, lengths of zero occur. */
  public ValidSteps lengths(int steps, int batchSize) {
    int[] lengths = new int[batchSize];
    for (int n = 0; n < batchSize; n++) {
      lengths[n] = n == 0 ? steps : random.nextInt(steps + 1);
    }
    return ValidSteps.ofLengths(steps, lengths);
  }

  public DataType type() {
    return type;
  }

  public SplittableRandom random() {
    return random;
  }

  private static long size(long[] shape) {
    long size = 1;
    for (long s : shape) {
      size *= s;
    }
    return size;
  }
}
