package org.unroll4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.Draw;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.engine.LayerCase.Padding;
import org.unroll4j.core.engine.LayerCase.Setting;
import org.unroll4j.core.engine.LayerCase.Size;

/**
 * The numbers of an engine against those of the reference engine: every cell that it accepts, in
 * every direction, with every kind of padding, from zero and other states, over sizes around those
 * of vectors and tiles. A subclass names the engine and the type:
 *
 * <pre>{@code
 * class VectorEngineAgreementTest extends EngineAgreementContract {
 *   VectorEngineAgreementTest() {
 *     super(new VectorEngine(), DataType.FLOAT);
 *   }
 * }
 * }</pre>
 *
 * <p>Everything that comes out is compared: outputs, final state, and the gradients of every
 * parameter, of x and of the initial state. The error of an array is its largest deviation from the
 * reference engine's result in DOUBLE for the same (rounded) arguments. It may be
 *
 * <pre>{@code
 * error ≤ 2 · error of the reference engine in the same type + floor · max(1, largest element)
 * }</pre>
 *
 * where the floor, four units in the last place of 1, is for arrays so small that the reference
 * engine's own error is 0 by chance. In DOUBLE, where nothing more exact is at hand, it is 1e-13.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class EngineAgreementContract {

  private static final List<Size> SIZES =
      List.of(
          new Size(1, 1, 1, 1),
          new Size(2, 1, 3, 2),
          new Size(5, 1, 4, 67),
          new Size(7, 5, 3, 11),
          new Size(3, 8, 1, 7),
          new Size(4, 2, 8, 8),
          new Size(3, 9, 7, 9),
          new Size(6, 3, 15, 15),
          new Size(13, 17, 5, 16),
          new Size(2, 33, 17, 17),
          new Size(5, 4, 31, 31),
          new Size(3, 6, 32, 32),
          new Size(5, 31, 14, 33),
          new Size(11, 31, 6, 67),
          new Size(2, 64, 3, 64),
          new Size(61, 3, 2, 13),
          new Size(1, 7, 65, 5));

  private final Engine engine;
  private final DataType type;

  /** For an engine in a type. */
  protected EngineAgreementContract(Engine engine, DataType type) {
    this.engine = EngineContract.withTwoBiases(engine, type);
    this.type = type;
  }

  Stream<Arguments> cellsAndSizes() {
    return cells().stream().flatMap(c -> SIZES.stream().map(size -> Arguments.of(c, size)));
  }

  private List<Cell<?, ?, ?>> cells() {
    return Draw.cells().filter(cell -> engine.refusal(cell, type).isEmpty()).toList();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cellsAndSizes")
  <P extends CellParameters<P>, S extends CellState<S>> void agreesWithTheReference(
      Cell<P, S, ?> cell, Size size) {
    Draw draw = new Draw(101, type);
    List<String> failures = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      for (Padding padding : Padding.values()) {
        for (boolean startsAtZero : new boolean[] {true, false}) {
          Setting setting = new Setting(direction, padding, startsAtZero);
          failures.addAll(disagreements(LayerCase.draw(draw, cell, size, setting), setting));
        }
      }
    }
    assertThat(failures).isEmpty();
  }

  @Property(tries = 40, seed = "20261122")
  void agreesWithTheReferenceForAnySizeAndMask(
      @ForAll @IntRange(max = 59) int cell,
      @ForAll @IntRange(min = 1, max = 12) int steps,
      @ForAll @IntRange(min = 1, max = 40) int batch,
      @ForAll @IntRange(min = 1, max = 40) int inputs,
      @ForAll @IntRange(min = 1, max = 80) int units,
      @ForAll Direction direction,
      @ForAll Padding padding,
      @ForAll long seed) {
    Size size = new Size(steps, batch, inputs, units);
    Setting setting = new Setting(direction, padding, seed % 2 == 0);
    List<Cell<?, ?, ?>> cells = cells();
    assertThat(failures(cells.get(cell % cells.size()), size, setting, seed)).isEmpty();
  }

  private <P extends CellParameters<P>, S extends CellState<S>> List<String> failures(
      Cell<P, S, ?> cell, Size size, Setting setting, long seed) {
    return disagreements(LayerCase.draw(new Draw(seed, type), cell, size, setting), setting);
  }

  private List<String> disagreements(LayerCase<?, ?> layerCase, Setting setting) {
    Engine reference = Engines.reference();
    Map<String, INDArray> exact = layerCase.as(DataType.DOUBLE).run(reference);
    Map<String, INDArray> theirs = layerCase.run(reference);
    Map<String, INDArray> ours = layerCase.run(engine);
    List<String> failures = new ArrayList<>();
    assertThat(ours.keySet()).isEqualTo(exact.keySet());
    ours.forEach(
        (name, array) -> {
          assertThat(array.dataType()).as(name).isEqualTo(type);
          assertThat(array.shape()).as(name).isEqualTo(exact.get(name).shape());
          double error = error(array, exact.get(name));
          double theirError = error(theirs.get(name), exact.get(name));
          double limit = 2 * theirError + floor(exact.get(name));
          if (!(error <= limit)) {
            failures.add(
                "%s, %s: error %.3g, but that of the reference engine is %.3g (limit %.3g)"
                    .formatted(setting, name, error, theirError, limit));
          }
        });
    return failures;
  }

  private static double error(INDArray actual, INDArray exact) {
    double[] a = actual.dup('c').data().asDouble();
    double[] e = exact.dup('c').data().asDouble();
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - e[i]));
    }
    return largest;
  }

  private double floor(INDArray exact) {
    double floor = type == DataType.DOUBLE ? 1e-13 : 4 * Math.ulp(1f);
    return floor * Math.max(1, exact.amaxNumber().doubleValue());
  }
}
