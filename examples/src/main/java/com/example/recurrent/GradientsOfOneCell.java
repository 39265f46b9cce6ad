package com.example.recurrent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.LstmParameters;
import org.unroll4j.core.cell.LstmState;
import org.unroll4j.core.check.GradientCheck;
import org.unroll4j.core.check.GradientCheckResult;
import org.unroll4j.core.engine.Engines;
import org.unroll4j.core.engine.ValidSteps;
import org.unroll4j.core.init.UniformInitialiser;
import org.unroll4j.core.network.Dropout;
import org.unroll4j.core.network.RecurrentStack;
import org.unroll4j.core.network.StackGradients;
import org.unroll4j.core.network.StackInput;
import org.unroll4j.core.network.StackPass;
import org.unroll4j.core.network.StackShape;

/**
 * The equations without a network around them: one LSTM over a padded batch, its gradients by hand
 * and the same gradients by finite differences.
 */
public final class GradientsOfOneCell {

  private static final int STEPS = 5;
  private static final int BATCH = 3;
  private static final int INPUTS = 2;
  private static final int HIDDEN = 4;

  private GradientsOfOneCell() {}

  public static void main(String[] args) {
    LstmCell cell = new LstmCell();
    RecurrentStack<LstmParameters, LstmState> lstm =
        new RecurrentStack<>(new StackShape<>(cell, INPUTS, HIDDEN), Engines.reference());

    SplittableRandom random = new SplittableRandom(42);
    List<LstmParameters> parameters =
        lstm.draw(new UniformInitialiser(), DataType.DOUBLE, random);
    INDArray x = randomArray(random, STEPS, BATCH, INPUTS);
    INDArray weightOfOutputs = randomArray(random, STEPS, BATCH, HIDDEN);

    // Three sequences of 5, 2 and 4 events; what stands behind their ends is never looked at.
    ValidSteps valid = ValidSteps.ofLengths(STEPS, 5, 2, 4);
    StackInput<LstmState> input =
        new StackInput<>(x, valid, lstm.zeroStates(BATCH, DataType.DOUBLE));

    // The loss is a weighted sum of all outputs, so its gradient with respect to them is known.
    StackPass<LstmParameters, LstmState> pass = lstm.forward(parameters, input, Dropout.NONE);
    StackGradients<LstmParameters, LstmState> gradients =
        pass.backward(weightOfOutputs, lstm.zeroStates(BATCH, DataType.DOUBLE));
    DoubleSupplier loss =
        () -> lstm.infer(parameters, input).outputs().mul(weightOfOutputs).sumNumber().doubleValue();

    Map<String, INDArray> variables = new LinkedHashMap<>();
    Map<String, INDArray> analytic = new LinkedHashMap<>();
    variables.put("W", parameters.get(0).inputWeights());
    analytic.put("W", gradients.parameters().get(0).inputWeights());
    variables.put("R", parameters.get(0).recurrentWeights());
    analytic.put("R", gradients.parameters().get(0).recurrentWeights());
    variables.put("b", parameters.get(0).bias());
    analytic.put("b", gradients.parameters().get(0).bias());
    variables.put("x", x);
    analytic.put("x", gradients.x());

    GradientCheckResult result = new GradientCheck().run(variables, analytic, loss);
    System.out.println(result);
    if (!result.passed()) {
      throw new IllegalStateException("The gradients differ.");
    }
  }

  private static INDArray randomArray(SplittableRandom random, long... shape) {
    INDArray array = Nd4j.zeros(DataType.DOUBLE, shape);
    for (long i = 0; i < array.length(); i++) {
      array.putScalar(i, random.nextDouble(-1, 1));
    }
    return array;
  }
}
