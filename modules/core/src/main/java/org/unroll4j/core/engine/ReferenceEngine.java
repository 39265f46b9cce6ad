package org.unroll4j.core.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.Cell.WalkGradients;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;

/**
 * The walk through time in plain ND4J operations, on any backend and in any floating point type.
 *
 * <p>The products that do not depend on the state are done once for all steps: the projection of
 * the inputs, its gradient and the gradients of the parameters. What is left inside the loop is the
 * recurrence.
 */
public final class ReferenceEngine implements Engine {

  /** The name of this engine. */
  public static final String NAME = "reference";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int rank() {
    return 0;
  }

  @Override
  public Optional<String> refusal(Cell<?, ?, ?> cell, DataType type) {
    return Optional.empty();
  }

  @Override
  public <P extends CellParameters<P>, S extends CellState<S>> PreparedLayer<P, S> prepare(
      Layer<P, S> layer) {
    return new Prepared<>(layer);
  }

  private record Prepared<P extends CellParameters<P>, S extends CellState<S>>(Layer<P, S> layer)
      implements PreparedLayer<P, S> {

    @Override
    public LayerOutput<S> infer(LayerInput<S> input) {
      return walk(layer.cell(), layer, input, null);
    }

    @Override
    public LayerPass<P, S> forward(LayerInput<S> input) {
      return remember(layer.cell(), layer, input);
    }
  }

  private static <P extends CellParameters<P>, S extends CellState<S>, T> LayerPass<P, S> remember(
      Cell<P, S, T> cell, Layer<P, S> layer, LayerInput<S> input) {
    List<T> traces = new ArrayList<>();
    LayerOutput<S> output = walk(cell, layer, input, traces);
    return new Pass<>(cell, layer, input, output, traces);
  }

  /** Forward; {@code traces}, unless null, receives one entry per step in time order. */
  private static <P extends CellParameters<P>, S extends CellState<S>, T> LayerOutput<S> walk(
      Cell<P, S, T> cell, Layer<P, S> layer, LayerInput<S> input, List<T> traces) {
    input.requireFit(layer);
    P p = layer.parameters();
    int steps = input.valid().steps();
    StepMasks masks = new StepMasks(input.valid(), p.dataType());

    INDArray projections = perStep(cell.project(p, rows(masks.clean(input.x()))), steps);
    INDArray outputs = Nd4j.create(p.dataType(), steps, input.valid().batchSize(), p.outputSize());
    List<T> visited = new ArrayList<>(steps);
    S state = input.initialState();
    for (int k = 0; k < steps; k++) {
      int t = layer.direction().step(k, steps);
      Cell.Step<S, T> step = cell.forward(p, StepViews.step(projections, t), state);
      StepViews.step(outputs, t).assign(masks.keepValid(t, step.state().hidden()));
      state = masks.choose(t, step.state(), state);
      visited.add(step.trace());
    }
    if (traces != null) {
      for (int t = 0; t < steps; t++) {
        traces.add(visited.get(layer.direction().step(t, steps)));
      }
    }
    return new LayerOutput<>(outputs, state);
  }

  /** [T, N, K] → [T·N, K] */
  private static INDArray rows(INDArray perStep) {
    return perStep.reshape('c', perStep.size(0) * perStep.size(1), perStep.size(2));
  }

  /** [T·N, K] → [T, N, K] */
  private static INDArray perStep(INDArray rows, int steps) {
    return rows.dup('c').reshape('c', steps, rows.size(0) / steps, rows.size(1));
  }

  private record Pass<P extends CellParameters<P>, S extends CellState<S>, T>(
      Cell<P, S, T> cell,
      Layer<P, S> layer,
      LayerInput<S> input,
      LayerOutput<S> output,
      List<T> traces)
      implements LayerPass<P, S> {

    @Override
    public LayerGradients<P, S> backward(INDArray gradOutputs, S gradFinalState) {
      output.requireGradients(gradOutputs, gradFinalState);
      P p = layer.parameters();
      int steps = traces.size();
      StepMasks masks = new StepMasks(input.valid(), p.dataType());
      INDArray dOutputs = masks.clean(gradOutputs);

      INDArray[] dProjections = new INDArray[steps];
      INDArray[] dHidden = new INDArray[steps];
      S dState = gradFinalState;
      for (int k = steps - 1; k >= 0; k--) {
        int t = layer.direction().step(k, steps);
        S dStepped = dState.withHidden(dState.hidden().add(StepViews.step(dOutputs, t)));
        S dNext = masks.keepValid(t, dStepped);
        Cell.StepGradients<S> d = cell.backward(p, traces.get(t), dNext);
        dProjections[t] = d.projection();
        dHidden[t] = dNext.hidden();
        dState = masks.choose(t, d.previous(), dState);
      }

      INDArray da = Nd4j.concat(0, dProjections);
      INDArray x = rows(masks.clean(input.x()));
      INDArray dx = perStep(da.mmul(p.inputWeights().transpose()), steps);
      P dP = cell.parameterGradients(p, x, traces, new WalkGradients(da, List.of(dHidden)));
      return new LayerGradients<>(dP, dx, dState);
    }
  }

  /** The valid steps as columns that multiply rows. */
  private static final class StepMasks {
    private final ValidSteps valid;
    private final INDArray mask;
    private final INDArray complement;

    StepMasks(ValidSteps valid, DataType type) {
      this.valid = valid;
      boolean complete = valid.isComplete();
      this.mask = complete ? null : valid.mask(type);
      this.complement = complete ? null : mask.rsub(1);
    }

    /** Zero wherever a step is not valid, whatever stands there: NaN and infinities included. */
    INDArray clean(INDArray perStep) {
      if (mask == null) {
        return perStep;
      }
      INDArray factors = mask.reshape(mask.size(0), mask.size(1), 1);
      INDArray cleaned = perStep.mul(factors);
      boolean hasNan = Double.isNaN(cleaned.sumNumber().doubleValue());
      return hasNan ? select(factors, perStep) : cleaned;
    }

    /** The same without arithmetic, so that NaN · 0 does not arise; much slower than a product. */
    private static INDArray select(INDArray factors, INDArray perStep) {
      INDArray condition = factors.broadcast(perStep.shape()).castTo(DataType.BOOL);
      INDArray selected = perStep.ulike();
      Nd4j.exec(
          DynamicCustomOp.builder("select")
              .addInputs(condition, perStep, perStep.like())
              .addOutputs(selected)
              .build());
      return selected;
    }

    /** Zero in the rows of sequences for which step {@code t} is not valid. */
    INDArray keepValid(int t, INDArray rows) {
      return valid.isComplete(t) ? rows : rows.mulColumnVector(column(mask, t));
    }

    <S extends CellState<S>> S keepValid(int t, S state) {
      return valid.isComplete(t) ? state : state.map(array -> keepValid(t, array));
    }

    /** {@code stepped} where step {@code t} is valid, {@code carried} elsewhere. */
    <S extends CellState<S>> S choose(int t, S stepped, S carried) {
      return valid.isComplete(t)
          ? stepped
          : stepped.combine(
              carried,
              (s, c) ->
                  s.mulColumnVector(column(mask, t))
                      .addi(c.mulColumnVector(column(complement, t))));
    }

    private static INDArray column(INDArray perStep, int t) {
      long[] shape = {perStep.size(1), 1};
      return perStep.slice(t).reshape(shape);
    }
  }
}
