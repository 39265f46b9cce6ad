package org.unroll4j.vector;

import java.util.List;
import org.unroll4j.core.cell.Cell;

/** Another arithmetic, with a clock around it. */
final class TimedArithmetic implements Arithmetic {

  private final Arithmetic timed;
  private final EngineProfile profile;

  /**
   * A right-hand side, [depth, columns].
   *
   * @param timed as the other arithmetic packed it
   * @param back whether it is a transpose, for the way back
   */
  private record TimedFactor(Factor timed, int depth, int columns, boolean back) implements Factor {

    static TimedFactor of(Factor factor) {
      return (TimedFactor) factor;
    }

    double flops(Rows a) {
      return 2.0 * a.count() * depth * columns;
    }
  }

  TimedArithmetic(Arithmetic timed, EngineProfile profile) {
    this.timed = timed;
    this.profile = profile;
  }

  @Override
  public int rowLength(int gates, int units) {
    return timed.rowLength(gates, units);
  }

  @Override
  public Factor pack(float[] matrix, int depth, int columns) {
    long start = System.nanoTime();
    Factor factor = timed.pack(matrix, depth, columns);
    profile.add("packing weights", start, 0);
    return new TimedFactor(factor, depth, columns, false);
  }

  @Override
  public Factor packTransposed(float[] matrix, int depth, int columns) {
    long start = System.nanoTime();
    Factor factor = timed.packTransposed(matrix, depth, columns);
    profile.add("packing weights", start, 0);
    return new TimedFactor(factor, depth, columns, true);
  }

  @Override
  public void release(Factor factor) {
    timed.release(TimedFactor.of(factor).timed());
  }

  @Override
  public boolean sharesProducts() {
    return timed.sharesProducts();
  }

  @Override
  public void addProduct(Rows a, Factor b, Rows c) {
    TimedFactor factor = TimedFactor.of(b);
    long start = System.nanoTime();
    timed.addProduct(a, factor.timed(), c);
    addProductTime(factor.back(), factor.depth(), factor.columns(), start, factor.flops(a));
  }

  @Override
  public void addProducts(Rows a, List<Factor> b, List<Rows> c) {
    List<TimedFactor> factors = b.stream().map(TimedFactor::of).toList();
    List<Factor> plain = factors.stream().map(TimedFactor::timed).toList();
    long start = System.nanoTime();
    timed.addProducts(a, plain, c);
    TimedFactor first = factors.get(0);
    int columns = factors.stream().mapToInt(TimedFactor::columns).sum();
    double flops = factors.stream().mapToDouble(factor -> factor.flops(a)).sum();
    addProductTime(first.back(), first.depth(), columns, start, flops);
  }

  private void addProductTime(boolean back, int depth, int columns, long start, double flops) {
    String name = (back ? "products back, " : "products forward, ") + depth + " → " + columns;
    profile.add(name, start, flops);
  }

  @Override
  public void outerProducts(List<OuterSum> products, Rows b, float[] sums, int from, int to) {
    long start = System.nanoTime();
    timed.outerProducts(products, b, sums, from, to);
    int height = products.stream().mapToInt(OuterSum::height).sum();
    profile.add(
        "products for the weights' gradients", start, 2.0 * b.count() * height * (to - from));
  }

  @Override
  public int columnBlock() {
    return timed.columnBlock();
  }

  @Override
  public Gates gates(Cell<?, ?, ?> cell) {
    Gates gates = timed.gates(cell);
    return new Gates() {
      @Override
      public boolean separatesRecurrent() {
        return gates.separatesRecurrent();
      }

      @Override
      public boolean hasMemory() {
        return gates.hasMemory();
      }

      @Override
      public void forward(Walk walk, int from, int to, Tape tape, Projections projections) {
        long start = System.nanoTime();
        gates.forward(walk, from, to, tape, projections);
        profile.add("gates forward", start, 0);
      }

      @Override
      public void backward(Walk walk, int from, int to, Tape tape, StepGradients gradients) {
        long start = System.nanoTime();
        gates.backward(walk, from, to, tape, gradients);
        profile.add("gates backward", start, 0);
      }
    };
  }
}
