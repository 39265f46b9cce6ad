package org.unroll4j.peers.pytorch;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.unroll4j.peers.work.Answer;
import org.unroll4j.peers.work.Problem;
import org.unroll4j.peers.work.Work;
import org.unroll4j.peers.worker.PeerTask;

/** One event at a time, with the state carried on. */
final class StreamTask implements PeerTask {

  private final Layer layer;
  private final Tensor event;
  private final Tensor[] initial;

  StreamTask(Work work, Problem problem) {
    layer = new Layer(work, problem.weights());
    event = Tensors.of(problem.x(), 1, 1, work.size().inputs());
    initial = layer.zeroState(1);
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
