package org.unroll4j.peers.pytorch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.unroll4j.peers.work.Answer;
import org.unroll4j.peers.work.CellKind;
import org.unroll4j.peers.work.Problem;
import org.unroll4j.peers.work.Work;
import org.unroll4j.peers.worker.PeerTask;

/**
 * Forward, and the gradients of weights, inputs and initial state. Ragged sequences are packed
 * beforehand; packing and padding are not counted.
 */
final class TrainingTask implements PeerTask {

  private final Work work;
  private final Packing packing;
  private final Layer layer;
  private final Tensor x;
  private final Tensor gradOutputs;
  private final Tensor[] initial;
  private final List<Tensor> sources = new ArrayList<>();

  TrainingTask(Work work, Problem problem) {
    this.work = work;
    Work.Size size = work.size();
    packing = new Packing(problem.lengths(), size.steps());
    layer = new Layer(work, problem.weights());
    x = blocks(problem.x(), size.inputs());
    gradOutputs = blocks(problem.gradOutputs(), size.hidden());
    initial = layer.zeroState(size.batch());
    sources.addAll(List.of(x, layer.inputWeights, layer.recurrentWeights, layer.bias));
    sources.addAll(List.of(initial));
    if (work.cell() == CellKind.GRU) {
      sources.add(layer.recurrentBias);
    }
    sources.forEach(source -> source.set_requires_grad(true));
  }

  /** [T, N, width], or the valid steps alone, [S, width]. */
  private Tensor blocks(float[] padded, int width) {
    Work.Size size = work.size();
    return size.ragged()
        ? Tensors.of(packing.pack(padded, width), packing.rows(), width)
        : Tensors.of(padded, size.steps(), size.batch(), width);
  }

  @Override
  public void run() {
    Scopes.scoped(() -> gradients(forward()));
  }

  private Layer.Output forward() {
    return work.size().ragged()
        ? layer.forwardPacked(x, packing.batchSizes(), initial)
        : layer.forward(x, true, initial);
  }

  private TensorVector gradients(Layer.Output output) {
    return torch.grad(
        new TensorVector(output.outputs()),
        new TensorVector(sources.toArray(new Tensor[0])),
        new TensorVector(gradOutputs),
        new BoolOptional(),
        false,
        false);
  }

  @Override
  public Answer answer() {
    return Scopes.scoped(this::results);
  }

  private Answer results() {
    Work.Size size = work.size();
    int columns = work.cell().gates() * size.hidden();
    Layer.Output output = forward();
    TensorVector gradients = gradients(output);
    Map<String, float[]> arrays = new LinkedHashMap<>();
    arrays.put(Answer.OUTPUTS, padded(output.outputs(), size.hidden()));
    arrays.put(Answer.HIDDEN, Tensors.toFloats(output.states()[0]));
    if (work.cell() == CellKind.LSTM) {
      arrays.put(Answer.CELL, Tensors.toFloats(output.states()[1]));
    }
    arrays.put(Answer.GRAD_X, padded(gradients.get(0), size.inputs()));
    arrays.put(
        Answer.GRAD_INPUT,
        Tensors.transpose(Tensors.toFloats(gradients.get(1)), columns, size.inputs()));
    arrays.put(
        Answer.GRAD_RECURRENT,
        Tensors.transpose(Tensors.toFloats(gradients.get(2)), columns, size.hidden()));
    arrays.put(Answer.GRAD_BIAS, Tensors.toFloats(gradients.get(3)));
    arrays.put(Answer.GRAD_HIDDEN, Tensors.toFloats(gradients.get(4)));
    return new Answer(arrays);
  }

  private float[] padded(Tensor perStep, int width) {
    float[] values = Tensors.toFloats(perStep);
    return work.size().ragged() ? packing.pad(values, width) : values;
  }
}
