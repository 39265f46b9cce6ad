package org.unroll4j.interop;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.GruCell;
import org.unroll4j.core.cell.GruParameters;
import org.unroll4j.core.cell.TwoBiasCell;
import org.unroll4j.core.cell.TwoBiasParameters;
import org.unroll4j.core.network.StackShape;

/** Random weights and states: nothing is zero, nothing is alike. */
public record Stacks(SplittableRandom random) {

  /** A source of its own. */
  public Stacks(long seed) {
    this(new SplittableRandom(seed));
  }

  /** Numbers between −1 and 1. */
  public INDArray array(DataType type, long... shape) {
    int length = 1;
    for (long size : shape) {
      length *= (int) size;
    }
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = 2 * random.nextDouble() - 1;
    }
    return Nd4j.createFromArray(values).castTo(type).reshape('c', shape);
  }

  /** An array of the same shape and type. */
  public INDArray like(INDArray array) {
    return array(array.dataType(), array.shape());
  }

  /** Weights for a structure. A bias that the equations do not have stays zero. */
  public <P extends CellParameters<P>, S extends CellState<S>> StackWeights<P, S> weights(
      StackShape<P, S> shape, DataType type) {
    List<P> parameters = new ArrayList<>();
    for (int unit = 0; unit < shape.units(); unit++) {
      int inputSize = shape.inputSize(unit / shape.directions().count());
      P drawn = shape.cell().zeroParameters(inputSize, shape.hiddenSize(), type).map(this::like);
      parameters.add(withoutUnusedBias(shape.cell(), drawn));
    }
    return new StackWeights<>(shape, parameters);
  }

  @SuppressWarnings("unchecked")
  private static <P extends CellParameters<P>> P withoutUnusedBias(Cell<?, ?, ?> cell, P drawn) {
    if (cell instanceof TwoBiasCell<?, ?, ?> two
        && drawn instanceof TwoBiasParameters<?> p
        && p.single() instanceof GruParameters gru) {
      return (P) new TwoBiasParameters<>(withoutUnusedBias(two.cell(), gru), p.secondBias());
    }
    boolean unused = cell instanceof GruCell gru && gru.reset() == GruCell.Reset.BEFORE_PRODUCT;
    UnaryOperator<GruParameters> zeroed =
        p ->
            new GruParameters(
                p.inputWeights(), p.recurrentWeights(), p.bias(), p.recurrentBias().like());
    return unused ? (P) zeroed.apply((GruParameters) drawn) : drawn;
  }

  /** States for a structure. */
  public <P extends CellParameters<P>, S extends CellState<S>> List<S> states(
      StackShape<P, S> shape, int batchSize, DataType type) {
    List<S> states = new ArrayList<>();
    for (int unit = 0; unit < shape.units(); unit++) {
      states.add(shape.cell().zeroState(batchSize, shape.hiddenSize(), type).map(this::like));
    }
    return states;
  }
}
