package org.unroll4j.core.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.Draw;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;

/**
 * A layer with everything that a pass through it and back takes, at random.
 *
 * @param layer cell, parameters and direction
 * @param input x, valid steps and initial state
 * @param gradOutputs what comes back at the outputs, [T, N, H]
 * @param gradFinal what comes back at the final state
 */
public record LayerCase<P extends CellParameters<P>, S extends CellState<S>>(
    Layer<P, S> layer, LayerInput<S> input, INDArray gradOutputs, S gradFinal) {

  /** The sizes T, N, F and H. */
  public record Size(int steps, int batch, int inputs, int units) {}

  /** Which steps are missing. */
  public enum Padding {
    /** None. */
    COMPLETE,
    /** Those after each sequence's length. */
    LENGTHS,
    /** Any. */
    HOLES;

    /** Valid steps of this kind. */
    public ValidSteps draw(Draw draw, Size size) {
      return switch (this) {
        case COMPLETE -> ValidSteps.all(size.steps(), size.batch());
        case LENGTHS -> draw.lengths(size.steps(), size.batch());
        case HOLES -> draw.holes(size.steps(), size.batch());
      };
    }
  }

  /** What is varied beside cell and size. */
  public record Setting(Direction direction, Padding padding, boolean startsAtZero) {}

  /** A case whose weights shrink with the width, so that errors are not magnified step by step. */
  public static <P extends CellParameters<P>, S extends CellState<S>> LayerCase<P, S> draw(
      Draw draw, Cell<P, S, ?> cell, Size size, Setting setting) {
    double scale = 1 / Math.sqrt(size.units());
    P zero = cell.zeroParameters(size.inputs(), size.units(), draw.type());
    P parameters = zero.map(a -> draw.array(scale, a.shape()));
    Layer<P, S> layer = new Layer<>(cell, parameters, setting.direction());
    S drawn = draw.state(cell, size.batch(), size.units());
    LayerInput<S> input =
        new LayerInput<>(
            draw.array(size.steps(), size.batch(), size.inputs()),
            setting.padding().draw(draw, size),
            setting.startsAtZero() ? layer.zeroState(size.batch()) : drawn);
    long width = cell.outputSize(size.units());
    INDArray gradOutputs = draw.array(size.steps(), size.batch(), width);
    return new LayerCase<>(layer, input, gradOutputs, draw.state(cell, size.batch(), size.units()));
  }

  /** The same numbers in another type. */
  public LayerCase<P, S> as(DataType type) {
    P p = layer.parameters().map(a -> a.castTo(type));
    return new LayerCase<>(
        new Layer<>(layer.cell(), p, layer.direction()),
        new LayerInput<>(
            input.x().castTo(type), input.valid(), input.initialState().map(a -> a.castTo(type))),
        gradOutputs.castTo(type),
        gradFinal.map(a -> a.castTo(type)));
  }

  /** The same with another x. */
  public LayerCase<P, S> withX(INDArray x) {
    return new LayerCase<>(
        layer, new LayerInput<>(x, input.valid(), input.initialState()), gradOutputs, gradFinal);
  }

  /** The same with other gradients at the outputs. */
  public LayerCase<P, S> withGradOutputs(INDArray gradients) {
    return new LayerCase<>(layer, input, gradients, gradFinal);
  }

  /** Everything that goes in, by name; the arrays themselves. */
  public Map<String, INDArray> arguments() {
    Map<String, INDArray> arguments = new LinkedHashMap<>(layer.parameters().named());
    arguments.put("x", input.x());
    arguments.put("gradOutputs", gradOutputs);
    put(arguments, "initial ", input.initialState().named());
    put(arguments, "gradient at final ", gradFinal.named());
    return arguments;
  }

  /** There and back; everything that comes out, by name. */
  public Map<String, INDArray> run(Engine engine) {
    return run(engine.prepare(layer));
  }

  /** There and back; everything that comes out, by name. */
  public Map<String, INDArray> run(PreparedLayer<P, S> prepared) {
    try (LayerPass<P, S> pass = prepared.forward(input)) {
      Map<String, INDArray> results = named(pass.output());
      results.putAll(named(pass.backward(gradOutputs, gradFinal)));
      return results;
    }
  }

  /** Outputs and final state by name. */
  public static Map<String, INDArray> named(LayerOutput<?> output) {
    Map<String, INDArray> results = new LinkedHashMap<>();
    results.put("outputs", output.outputs());
    put(results, "final ", output.finalState().named());
    return results;
  }

  /** All gradients by name. */
  public static Map<String, INDArray> named(LayerGradients<?, ?> gradients) {
    Map<String, INDArray> results = new LinkedHashMap<>();
    put(results, "gradient of ", gradients.parameters().named());
    results.put("gradient of x", gradients.x());
    put(results, "gradient of initial ", gradients.initialState().named());
    return results;
  }

  private static void put(Map<String, INDArray> into, String prefix, Map<String, INDArray> named) {
    named.forEach((name, array) -> into.put(prefix + name, array));
  }
}
