package org.unroll4j.dl4j;

import static org.unroll4j.dl4j.ParameterSpec.BIAS;
import static org.unroll4j.dl4j.ParameterSpec.INPUT_WEIGHTS;
import static org.unroll4j.dl4j.ParameterSpec.RECURRENT_WEIGHTS;

import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.HiddenState;
import org.unroll4j.core.cell.RnnCell;
import org.unroll4j.core.cell.RnnParameters;
import org.unroll4j.dl4j.ParameterSpec.Kind;

/** A simple recurrent cell in a Deeplearning4j layer; the fans are those of SimpleRnn. */
record RnnBinding(RnnCell.Activation activation)
    implements CellBinding<RnnParameters, HiddenState> {

  @Override
  public Cell<RnnParameters, HiddenState, ?> cell() {
    return new RnnCell(activation);
  }

  @Override
  public List<ParameterSpec> parameterSpecs(long f, long h) {
    return List.of(
        new ParameterSpec(INPUT_WEIGHTS, Kind.INPUT_WEIGHTS, f, h, f, h),
        new ParameterSpec(RECURRENT_WEIGHTS, Kind.RECURRENT_WEIGHTS, h, h, h, h),
        ParameterSpec.bias(BIAS, h));
  }

  @Override
  public RnnParameters parameters(Map<String, INDArray> table) {
    return new RnnParameters(
        table.get(INPUT_WEIGHTS), table.get(RECURRENT_WEIGHTS), table.get(BIAS));
  }

  @Override
  public Map<String, INDArray> table(RnnParameters p) {
    return Map.of(
        INPUT_WEIGHTS, p.inputWeights(), RECURRENT_WEIGHTS, p.recurrentWeights(), BIAS, p.bias());
  }

  @Override
  public HiddenState state(Map<String, INDArray> named) {
    return new HiddenState(named.get("hidden"));
  }
}
