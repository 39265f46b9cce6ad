package org.unroll4j.dl4j;

import static org.unroll4j.dl4j.ParameterSpec.BIAS;
import static org.unroll4j.dl4j.ParameterSpec.INPUT_WEIGHTS;
import static org.unroll4j.dl4j.ParameterSpec.RECURRENT_WEIGHTS;

import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.LstmParameters;
import org.unroll4j.core.cell.LstmState;
import org.unroll4j.dl4j.ParameterSpec.Kind;

/** An LSTM in a Deeplearning4j layer; the fans are those of Deeplearning4j's LSTM. */
record LstmBinding() implements CellBinding<LstmParameters, LstmState> {

  @Override
  public Cell<LstmParameters, LstmState, ?> cell() {
    return new LstmCell();
  }

  @Override
  public List<ParameterSpec> parameterSpecs(long f, long h) {
    return List.of(
        new ParameterSpec(INPUT_WEIGHTS, Kind.INPUT_WEIGHTS, h, f + h, f, 4 * h),
        new ParameterSpec(RECURRENT_WEIGHTS, Kind.RECURRENT_WEIGHTS, h, f + h, h, 4 * h),
        ParameterSpec.bias(BIAS, 4 * h));
  }

  @Override
  public LstmParameters parameters(Map<String, INDArray> table) {
    return new LstmParameters(
        table.get(INPUT_WEIGHTS), table.get(RECURRENT_WEIGHTS), table.get(BIAS));
  }

  @Override
  public Map<String, INDArray> table(LstmParameters p) {
    return Map.of(
        INPUT_WEIGHTS, p.inputWeights(), RECURRENT_WEIGHTS, p.recurrentWeights(), BIAS, p.bias());
  }

  @Override
  public LstmState state(Map<String, INDArray> named) {
    return new LstmState(named.get("hidden"), named.get("cell"));
  }
}
