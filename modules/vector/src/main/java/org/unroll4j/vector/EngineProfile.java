package org.unroll4j.vector;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.unroll4j.core.engine.Engine;

/**
 * Where the vector engine spends its time. Its {@link #engine} computes the same as {@link
 * VectorEngine} and reads the clock around every product and around the gates; what is left of a
 * thread's time is copying, waiting and ND4J.
 */
public final class EngineProfile {

  private final Map<String, Counter> counters = new ConcurrentHashMap<>();
  private final Engine engine;

  /** A profile in which nothing has happened yet. */
  public EngineProfile() {
    Buffers buffers = new Buffers();
    engine = new VectorEngine(new TimedArithmetic(VectorEngine.arithmetic(buffers), this), buffers);
  }

  /**
   * What happened in one part of the work.
   *
   * @param name of the part, as the equations of {@link Gates} call it
   * @param calls how often
   * @param nanos time of all threads together; helpers' time counts where they call the part
   *     themselves
   * @param flops multiplications and additions of products; 0 for other work
   */
  public record Phase(String name, long calls, long nanos, double flops) {}

  /** The engine whose time is counted. */
  public Engine engine() {
    return engine;
  }

  /** What happened since the last {@link #reset}, the longest first. */
  public List<Phase> phases() {
    return counters.entrySet().stream()
        .map(entry -> entry.getValue().phase(entry.getKey()))
        .filter(phase -> phase.calls() > 0)
        .sorted((one, other) -> Long.compare(other.nanos(), one.nanos()))
        .toList();
  }

  /** Begins again. */
  public void reset() {
    counters.clear();
  }

  void add(String phase, long since, double flops) {
    long nanos = System.nanoTime() - since;
    counters.computeIfAbsent(phase, name -> new Counter()).add(nanos, flops);
  }

  private static final class Counter {
    private final LongAdder calls = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAdder flops = new LongAdder();

    void add(long time, double operations) {
      calls.increment();
      nanos.add(time);
      flops.add(Math.round(operations));
    }

    Phase phase(String name) {
      return new Phase(name, calls.sum(), nanos.sum(), flops.sum());
    }
  }
}
