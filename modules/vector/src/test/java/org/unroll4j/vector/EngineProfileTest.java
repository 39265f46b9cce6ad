package org.unroll4j.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.LstmParameters;
import org.unroll4j.core.cell.LstmState;
import org.unroll4j.core.engine.Direction;
import org.unroll4j.core.engine.Engine;
import org.unroll4j.core.engine.Layer;
import org.unroll4j.core.engine.LayerGradients;
import org.unroll4j.core.engine.LayerInput;
import org.unroll4j.core.engine.LayerPass;
import org.unroll4j.core.engine.ValidSteps;

class EngineProfileTest {

  private static final int STEPS = 5;
  private static final int BATCH = 11;
  private static final int INPUTS = 3;
  private static final int UNITS = 7;

  private final SplittableRandom random = new SplittableRandom(3);

  @Test
  void theProfiledEngineComputesTheSameAndCountsEveryProduct() {
    EngineProfile profile = new EngineProfile();
    Layer<LstmParameters, LstmState> layer =
        new Layer<>(
            new LstmCell(),
            new LstmParameters(draw(INPUTS, 4 * UNITS), draw(UNITS, 4 * UNITS), draw(4 * UNITS)),
            Direction.FORWARD);
    LayerInput<LstmState> input =
        new LayerInput<>(
            draw(STEPS, BATCH, INPUTS),
            ValidSteps.all(STEPS, BATCH),
            new LstmState(draw(BATCH, UNITS), draw(BATCH, UNITS)));
    INDArray gradOutputs = draw(STEPS, BATCH, UNITS);

    LayerGradients<LstmParameters, LstmState> timed =
        gradients(profile.engine(), layer, input, gradOutputs);
    LayerGradients<LstmParameters, LstmState> plain =
        gradients(new VectorEngine(), layer, input, gradOutputs);

    assertThat(floats(timed.parameters().recurrentWeights()))
        .isEqualTo(floats(plain.parameters().recurrentWeights()));
    assertThat(floats(timed.x())).isEqualTo(floats(plain.x()));
    double products = 3 * 2.0 * STEPS * BATCH * 4 * UNITS * (INPUTS + UNITS);
    List<EngineProfile.Phase> phases = profile.phases();
    assertThat(phases.stream().mapToDouble(EngineProfile.Phase::flops).sum()).isEqualTo(products);
    assertThat(phases)
        .extracting(EngineProfile.Phase::name)
        .contains("gates forward", "gates backward", "packing weights");
    assertThat(phases).allMatch(phase -> phase.nanos() > 0);
    profile.reset();
    assertThat(profile.phases()).isEmpty();
  }

  private static LayerGradients<LstmParameters, LstmState> gradients(
      Engine engine,
      Layer<LstmParameters, LstmState> layer,
      LayerInput<LstmState> input,
      INDArray gradOutputs) {
    try (LayerPass<LstmParameters, LstmState> pass = engine.forward(layer, input)) {
      return pass.backward(gradOutputs, layer.zeroState(BATCH));
    }
  }

  private static float[] floats(INDArray array) {
    return array.dup('c').data().asFloat();
  }

  private INDArray draw(long... shape) {
    INDArray array = Nd4j.create(DataType.FLOAT, shape);
    for (long i = 0; i < array.length(); i++) {
      array.putScalar(i, random.nextDouble(-1, 1));
    }
    return array;
  }
}
