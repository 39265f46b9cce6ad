package org.unroll4j.dl4j;

import static org.unroll4j.dl4j.ParameterSpec.SECOND_BIAS;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.TwoBiasCell;
import org.unroll4j.core.cell.TwoBiasParameters;

/**
 * A cell with a second bias in a Deeplearning4j layer.
 *
 * @param single the cell with one bias
 */
record TwoBiasBinding<P extends CellParameters<P>, S extends CellState<S>>(CellBinding<P, S> single)
    implements CellBinding<TwoBiasParameters<P>, S> {

  @Override
  public Cell<TwoBiasParameters<P>, S, ?> cell() {
    return new TwoBiasCell<>(single.cell());
  }

  @Override
  public long hiddenSize(long outputSize) {
    return single.hiddenSize(outputSize);
  }

  @Override
  public List<ParameterSpec> parameterSpecs(long inputSize, long outputSize) {
    long length = single.cell().addedBiases() * hiddenSize(outputSize);
    List<ParameterSpec> specs = new ArrayList<>(single.parameterSpecs(inputSize, outputSize));
    specs.add(ParameterSpec.bias(SECOND_BIAS, length));
    return specs;
  }

  @Override
  public TwoBiasParameters<P> parameters(Map<String, INDArray> table) {
    return new TwoBiasParameters<>(single.parameters(table), table.get(SECOND_BIAS));
  }

  @Override
  public Map<String, INDArray> table(TwoBiasParameters<P> p) {
    Map<String, INDArray> table = new HashMap<>(single.table(p.single()));
    table.put(SECOND_BIAS, p.secondBias());
    return table;
  }

  @Override
  public S state(Map<String, INDArray> named) {
    return single.state(named);
  }
}
