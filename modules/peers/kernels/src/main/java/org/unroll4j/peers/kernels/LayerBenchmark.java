package org.unroll4j.peers.kernels;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.unroll4j.peers.adapter.UnrollPeer;
import org.unroll4j.peers.work.CellKind;
import org.unroll4j.peers.work.Problem;
import org.unroll4j.peers.work.Work;
import org.unroll4j.peers.work.WorkKind;
import org.unroll4j.peers.worker.PeerSettings;
import org.unroll4j.peers.worker.PeerTask;

/** A layer of each cell: forward with prepared weights, and a training step that prepares them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {
      "--add-modules=jdk.incubator.vector",
      "-XX:PerMethodTrapLimit=2000",
      "-Dunroll4j.threads=1"
    })
public class LayerBenchmark {

  /** The cell. */
  @Param({"RNN", "GRU", "LSTM"})
  public CellKind cell;

  /** Sequences N. */
  @Param({"1", "32"})
  public int batch;

  /** Steps T. */
  @Param({"16"})
  public int steps;

  /** Input features F. */
  @Param({"64"})
  public int inputs;

  /** Hidden units H. */
  @Param({"8", "64", "256"})
  public int hidden;

  /** The engine. */
  @Param({"vector"})
  public String engine;

  private PeerTask forward;
  private PeerTask training;

  /** Draws weights and inputs. */
  @Setup
  public void prepare() {
    UnrollPeer peer = new UnrollPeer();
    peer.start(new PeerSettings(1, engine));
    forward = task(peer, WorkKind.FORWARD);
    training = task(peer, WorkKind.TRAIN);
  }

  private PeerTask task(UnrollPeer peer, WorkKind kind) {
    Work work = new Work("kernel", kind, cell, Work.Size.of(batch, steps, inputs, hidden));
    return peer.prepare(work, Problem.of(work));
  }

  /** Forward, the weights prepared before. */
  @Benchmark
  public void forward() {
    forward.run();
  }

  /** Forward and backward, preparing the weights included. */
  @Benchmark
  public void trainingStep() {
    training.run();
  }
}
