package org.unroll4j.peers.pytorch;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.unroll4j.peers.work.Answer;
import org.unroll4j.peers.work.Problem;
import org.unroll4j.peers.work.Work;
import org.unroll4j.peers.worker.PeerTask;

/**
 * An update of a network: layer, linear head, cross-entropy summed over time and averaged over the
 * batch, gradients, Adam.
 */
final class NetworkTask implements PeerTask {

  private static final int COMPARED_UPDATES = 3;
  private static final double LEARNING_RATE = 1e-3;

  private final Work work;
  private final Problem problem;
  private final Tensor x;
  private final Tensor classes;
  private Network network;

  private record Network(Layer layer, Tensor head, Tensor headBias, Tensor[] initial, Adam adam) {}

  NetworkTask(Work work, Problem problem) {
    this.work = work;
    this.problem = problem;
    Work.Size size = work.size();
    x = Tensors.of(problem.x(), size.steps(), size.batch(), size.inputs());
    long[] indices = new long[problem.classes().length];
    Arrays.setAll(indices, i -> problem.classes()[i]);
    classes = Tensor.create(indices, indices.length);
    network = network();
  }

  private Network network() {
    Layer layer = new Layer(work, problem.weights());
    Tensor head = Tensors.transposed(problem.weights().head(), work.size().hidden(), Work.CLASSES);
    Tensor headBias = torch.zeros(Work.CLASSES);
    List<Tensor> learned =
        List.of(layer.inputWeights, layer.recurrentWeights, layer.bias, head, headBias);
    learned.forEach(parameter -> parameter.set_requires_grad(true));
    Adam adam =
        new Adam(new TensorVector(learned.toArray(new Tensor[0])), new AdamOptions(LEARNING_RATE));
    return new Network(layer, head, headBias, layer.zeroState(work.size().batch()), adam);
  }

  @Override
  public void run() {
    Scopes.scoped(this::update);
  }

  private Tensor update() {
    Work.Size size = work.size();
    Tensor outputs = network.layer.forward(x, true, network.initial).outputs();
    Tensor rows = outputs.reshape((long) size.steps() * size.batch(), size.hidden());
    Tensor logits = torch.linear(rows, network.head, new TensorOptional(network.headBias));
    Tensor loss =
        torch.nll_loss(torch.log_softmax(logits, 1), classes).mul(new Scalar((float) size.steps()));
    network.adam.zero_grad();
    loss.backward();
    network.adam.step();
    return loss;
  }

  @Override
  public Answer answer() {
    Network used = network;
    network = network();
    float[] losses = new float[COMPARED_UPDATES];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = Scopes.scoped(() -> update().item_float());
    }
    network = used;
    return new Answer(Map.of(Answer.LOSSES, losses));
  }
}
