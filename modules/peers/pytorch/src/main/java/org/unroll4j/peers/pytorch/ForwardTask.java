package org.unroll4j.peers.pytorch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.unroll4j.peers.work.Answer;
import org.unroll4j.peers.work.CellKind;
import org.unroll4j.peers.work.Problem;
import org.unroll4j.peers.work.Work;
import org.unroll4j.peers.worker.PeerTask;

/** Forward under {@code no_grad}, in evaluation mode. */
final class ForwardTask implements PeerTask {

  private final Work work;
  private final Layer layer;
  private final Tensor x;
  private final Tensor[] initial;

  ForwardTask(Work work, Problem problem) {
    this.work = work;
    Work.Size size = work.size();
    layer = new Layer(work, problem.weights());
    x = Tensors.of(problem.x(), size.steps(), size.batch(), size.inputs());
    initial = layer.zeroState(size.batch());
  }

  @Override
  public void run() {
    Scopes.withoutGradients(() -> layer.forward(x, false, initial));
  }

  @Override
  public Answer answer() {
    return Scopes.withoutGradients(() -> results(layer.forward(x, false, initial)));
  }

  private Answer results(Layer.Output output) {
    Map<String, float[]> arrays = new LinkedHashMap<>();
    arrays.put(Answer.OUTPUTS, Tensors.toFloats(output.outputs()));
    arrays.put(Answer.HIDDEN, Tensors.toFloats(output.states()[0]));
    if (work.cell() == CellKind.LSTM) {
      arrays.put(Answer.CELL, Tensors.toFloats(output.states()[1]));
    }
    return new Answer(arrays);
  }
}
