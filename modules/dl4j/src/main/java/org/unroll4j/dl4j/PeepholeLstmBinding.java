package org.unroll4j.dl4j;

import static org.unroll4j.dl4j.ParameterSpec.BIAS;
import static org.unroll4j.dl4j.ParameterSpec.INPUT_WEIGHTS;
import static org.unroll4j.dl4j.ParameterSpec.PEEPHOLES;
import static org.unroll4j.dl4j.ParameterSpec.RECURRENT_WEIGHTS;

import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.LstmState;
import org.unroll4j.core.cell.PeepholeLstmCell;
import org.unroll4j.core.cell.PeepholeLstmParameters;
import org.unroll4j.dl4j.ParameterSpec.Kind;

/** An LSTM with peepholes in a Deeplearning4j layer; the fans are those of GravesLSTM. */
record PeepholeLstmBinding() implements CellBinding<PeepholeLstmParameters, LstmState> {

  @Override
  public Cell<PeepholeLstmParameters, LstmState, ?> cell() {
    return new PeepholeLstmCell();
  }

  @Override
  public List<ParameterSpec> parameterSpecs(long f, long h) {
    return List.of(
        new ParameterSpec(INPUT_WEIGHTS, Kind.INPUT_WEIGHTS, h, f + h, f, 4 * h),
        new ParameterSpec(RECURRENT_WEIGHTS, Kind.RECURRENT_WEIGHTS, h, f + h, h, 4 * h),
        ParameterSpec.bias(BIAS, 4 * h),
        new ParameterSpec(PEEPHOLES, Kind.RECURRENT_WEIGHTS, h, h, 3 * h));
  }

  @Override
  public PeepholeLstmParameters parameters(Map<String, INDArray> table) {
    return new PeepholeLstmParameters(
        table.get(INPUT_WEIGHTS),
        table.get(RECURRENT_WEIGHTS),
        table.get(BIAS),
        table.get(PEEPHOLES));
  }

  @Override
  public Map<String, INDArray> table(PeepholeLstmParameters p) {
    return Map.of(
        INPUT_WEIGHTS,
        p.inputWeights(),
        RECURRENT_WEIGHTS,
        p.recurrentWeights(),
        BIAS,
        p.bias(),
        PEEPHOLES,
        p.peepholes());
  }

  @Override
  public LstmState state(Map<String, INDArray> named) {
    return new LstmState(named.get("hidden"), named.get("cell"));
  }
}
