package org.unroll4j.dl4j;

import static org.unroll4j.dl4j.ParameterSpec.BIAS;
import static org.unroll4j.dl4j.ParameterSpec.INPUT_WEIGHTS;
import static org.unroll4j.dl4j.ParameterSpec.PROJECTION;
import static org.unroll4j.dl4j.ParameterSpec.RECURRENT_WEIGHTS;

import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.LstmState;
import org.unroll4j.core.cell.ProjectedLstmCell;
import org.unroll4j.core.cell.ProjectedLstmParameters;
import org.unroll4j.dl4j.ParameterSpec.Kind;

/**
 * An LSTM with a projection in a Deeplearning4j layer.
 *
 * @param units H
 * @param outputs P, the layer's nOut
 */
record ProjectedLstmBinding(long units, int outputs)
    implements CellBinding<ProjectedLstmParameters, LstmState> {

  @Override
  public Cell<ProjectedLstmParameters, LstmState, ?> cell() {
    return new ProjectedLstmCell(outputs);
  }

  @Override
  public long hiddenSize(long outputSize) {
    return units;
  }

  @Override
  public List<ParameterSpec> parameterSpecs(long f, long p) {
    long h = units;
    return List.of(
        new ParameterSpec(INPUT_WEIGHTS, Kind.INPUT_WEIGHTS, h, f + p, f, 4 * h),
        new ParameterSpec(RECURRENT_WEIGHTS, Kind.RECURRENT_WEIGHTS, h, f + p, p, 4 * h),
        ParameterSpec.bias(BIAS, 4 * h),
        new ParameterSpec(PROJECTION, Kind.RECURRENT_WEIGHTS, h, p, h, p));
  }

  @Override
  public ProjectedLstmParameters parameters(Map<String, INDArray> table) {
    return new ProjectedLstmParameters(
        table.get(INPUT_WEIGHTS),
        table.get(RECURRENT_WEIGHTS),
        table.get(BIAS),
        table.get(PROJECTION));
  }

  @Override
  public Map<String, INDArray> table(ProjectedLstmParameters p) {
    return Map.of(
        INPUT_WEIGHTS,
        p.inputWeights(),
        RECURRENT_WEIGHTS,
        p.recurrentWeights(),
        BIAS,
        p.bias(),
        PROJECTION,
        p.projection());
  }

  @Override
  public LstmState state(Map<String, INDArray> named) {
    return new LstmState(named.get("hidden"), named.get("cell"));
  }
}
