package org.unroll4j.peers.pytorch;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.unroll4j.peers.work.Answer;
import org.unroll4j.peers.work.Problem;
import org.unroll4j.peers.work.Work;
import org.unroll4j.peers.worker.PeerTask;

/** One event at a time, with the state carried on. */
final class StreamTask implements PeerTask {

  private static final int TRIALS = 20;

  private final Layer layer;
  private final Tensor event;
  private final Tensor[] initial;

  /** Takes all threads or one, whichever is faster here. */
  StreamTask(Work work, Problem problem, int threads) {
    layer = new Layer(work, problem.weights());
    event = Tensors.of(problem.x(), 1, 1, work.size().inputs());
    initial = layer.zeroState(1);
    long together = nanos(threads);
    if (nanos(1) > together) {
      torch.set_num_threads(threads);
    }
  }

  private long nanos(int threads) {
    torch.set_num_threads(threads);
    run();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < TRIALS; i++) {
      long start = System.nanoTime();
      run();
      least = Math.min(least, System.nanoTime() - start);
    }
    return least;
  }

  @Override
  public int times() {
    return Work.STREAM_EVENTS;
  }

  @Override
  public void run() {
    Scopes.withoutGradients(this::feed);
  }

  private Tensor[] feed() {
    Tensor[] states = initial;
    for (int i = 0; i < Work.STREAM_EVENTS; i++) {
      states = layer.forward(event, false, states).states();
    }
    return states;
  }

  @Override
  public Answer answer() {
    float[] hidden = Scopes.withoutGradients(() -> Tensors.toFloats(feed()[0]));
    return new Answer(Map.of(Answer.HIDDEN, hidden));
  }
}
