package org.unroll4j.dl4j;

import static org.unroll4j.dl4j.ParameterSpec.BIAS;
import static org.unroll4j.dl4j.ParameterSpec.INPUT_WEIGHTS;
import static org.unroll4j.dl4j.ParameterSpec.RECURRENT_BIAS;
import static org.unroll4j.dl4j.ParameterSpec.RECURRENT_WEIGHTS;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.GruCell;
import org.unroll4j.core.cell.GruCell.Reset;
import org.unroll4j.core.cell.GruParameters;
import org.unroll4j.core.cell.HiddenState;
import org.unroll4j.dl4j.ParameterSpec.Kind;

/**
 * A GRU in a Deeplearning4j layer. With the reset gate before the product there is no second bias
 * to learn, so the layer does not have one.
 */
record GruBinding(Reset reset) implements CellBinding<GruParameters, HiddenState> {

  @Override
  public Cell<GruParameters, HiddenState, ?> cell() {
    return new GruCell(reset);
  }

  @Override
  public List<ParameterSpec> parameterSpecs(long f, long h) {
    List<ParameterSpec> specs = new ArrayList<>();
    specs.add(new ParameterSpec(INPUT_WEIGHTS, Kind.INPUT_WEIGHTS, h, f + h, f, 3 * h));
    specs.add(new ParameterSpec(RECURRENT_WEIGHTS, Kind.RECURRENT_WEIGHTS, h, f + h, h, 3 * h));
    specs.add(ParameterSpec.bias(BIAS, 3 * h));
    if (reset == Reset.AFTER_PRODUCT) {
      specs.add(ParameterSpec.bias(RECURRENT_BIAS, h));
    }
    return specs;
  }

  @Override
  public GruParameters parameters(Map<String, INDArray> table) {
    INDArray recurrentWeights = table.get(RECURRENT_WEIGHTS);
    INDArray recurrentBias =
        reset == Reset.AFTER_PRODUCT
            ? table.get(RECURRENT_BIAS)
            : Nd4j.zeros(recurrentWeights.dataType(), recurrentWeights.size(0));
    return new GruParameters(
        table.get(INPUT_WEIGHTS), recurrentWeights, table.get(BIAS), recurrentBias);
  }

  @Override
  public Map<String, INDArray> table(GruParameters p) {
    Map<String, INDArray> table = new HashMap<>();
    table.put(INPUT_WEIGHTS, p.inputWeights());
    table.put(RECURRENT_WEIGHTS, p.recurrentWeights());
    table.put(BIAS, p.bias());
    if (reset == Reset.AFTER_PRODUCT) {
      table.put(RECURRENT_BIAS, p.recurrentBias());
    }
    return table;
  }

  @Override
  public HiddenState state(Map<String, INDArray> named) {
    return new HiddenState(named.get("hidden"));
  }
}
