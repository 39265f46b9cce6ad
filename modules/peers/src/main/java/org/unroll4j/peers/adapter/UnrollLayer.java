package org.unroll4j.peers.adapter;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.engine.Engine;
import org.unroll4j.core.engine.Layer;
import org.unroll4j.core.engine.LayerGradients;
import org.unroll4j.core.engine.LayerInput;
import org.unroll4j.core.engine.LayerOutput;
import org.unroll4j.core.engine.LayerPass;
import org.unroll4j.core.engine.PreparedLayer;
import org.unroll4j.core.engine.ValidSteps;
import org.unroll4j.peers.work.Answer;
import org.unroll4j.peers.work.Problem;
import org.unroll4j.peers.work.Work;
import org.unroll4j.peers.worker.PeerTask;

/** The works of a layer with one of our engines. */
final class UnrollLayer<P extends CellParameters<P>, S extends CellState<S>> {

  private static final WorkspaceConfiguration RESULTS =
      WorkspaceConfiguration.builder()
          .policyAllocation(AllocationPolicy.STRICT)
          .policyLearning(LearningPolicy.FIRST_LOOP)
          .build();

  private final Engine engine;
  private final Layer<P, S> layer;
  private final Work work;
  private final Problem problem;

  UnrollLayer(Engine engine, Layer<P, S> layer, Work work, Problem problem) {
    this.engine = engine;
    this.layer = layer;
    this.work = work;
    this.problem = problem;
  }

  /** The weights are new in every step, so preparing them is part of it. */
  PeerTask training() {
    LayerInput<S> input = input();
    Work.Size size = work.size();
    INDArray gradOutputs =
        NdArrays.of(
            problem.gradOutputs(), input.x().dataType(), size.steps(), size.batch(), size.hidden());
    S gradFinalState = layer.zeroState(size.batch());
    return new PeerTask() {
      @Override
      @SuppressWarnings("try")
      public void run() {
        try (MemoryWorkspace memory = results();
            LayerPass<P, S> pass = engine.forward(layer, input)) {
          pass.backward(gradOutputs, gradFinalState);
        }
      }

      @Override
      public Answer answer() {
        try (LayerPass<P, S> pass = engine.forward(layer, input)) {
          Map<String, float[]> arrays = outputs(pass.output());
          LayerGradients<P, S> gradients = pass.backward(gradOutputs, gradFinalState);
          put(arrays, Answer.GRAD_X, gradients.x());
          put(arrays, Answer.GRAD_INPUT, gradients.parameters().inputWeights());
          put(arrays, Answer.GRAD_RECURRENT, gradients.parameters().recurrentWeights());
          put(arrays, Answer.GRAD_BIAS, gradients.parameters().bias());
          put(arrays, Answer.GRAD_HIDDEN, gradients.initialState().hidden());
          return new Answer(arrays);
        }
      }
    };
  }

  /** The weights are those of a trained model: prepared once. */
  PeerTask forward() {
    LayerInput<S> input = input();
    PreparedLayer<P, S> prepared = engine.prepare(layer);
    return new PeerTask() {
      @Override
      @SuppressWarnings("try")
      public void run() {
        try (MemoryWorkspace memory = results()) {
          prepared.infer(input);
        }
      }

      @Override
      public Answer answer() {
        return new Answer(outputs(prepared.infer(input)));
      }
    };
  }

  /** As {@link #forward}, one event at a time. */
  PeerTask stream() {
    INDArray event = input().x().slice(0).dup('c').reshape('c', 1, 1, work.size().inputs());
    ValidSteps valid = ValidSteps.all(1, 1);
    PreparedLayer<P, S> prepared = engine.prepare(layer);
    return new PeerTask() {
      @Override
      @SuppressWarnings("try")
      public void run() {
        try (MemoryWorkspace memory = results()) {
          feed();
        }
      }

      @Override
      public int times() {
        return Work.STREAM_EVENTS;
      }

      private S feed() {
        S state = layer.zeroState(1);
        for (int i = 0; i < Work.STREAM_EVENTS; i++) {
          state = prepared.infer(new LayerInput<>(event, valid, state)).finalState();
        }
        return state;
      }

      @Override
      public Answer answer() {
        return new Answer(
            new LinkedHashMap<>(Map.of(Answer.HIDDEN, NdArrays.toFloats(feed().hidden()))));
      }
    };
  }

  /**
   * Where the results of one repetition lie, used again for the next: fresh memory is mapped page
   * by page when it is first written, which took longer than the whole forward pass. A
   * Deeplearning4j network does the same, and so does PyTorch's allocator.
   */
  private static MemoryWorkspace results() {
    return Nd4j.getWorkspaceManager().getAndActivateWorkspace(RESULTS, "results");
  }

  private LayerInput<S> input() {
    Work.Size size = work.size();
    INDArray x =
        NdArrays.of(
            problem.x(), layer.parameters().dataType(), size.steps(), size.batch(), size.inputs());
    ValidSteps valid = ValidSteps.ofLengths(size.steps(), problem.lengths());
    return new LayerInput<>(x, valid, layer.zeroState(size.batch()));
  }

  private static <S extends CellState<S>> Map<String, float[]> outputs(LayerOutput<S> output) {
    Map<String, float[]> arrays = new LinkedHashMap<>();
    put(arrays, Answer.OUTPUTS, output.outputs());
    output.finalState().named().forEach((name, state) -> put(arrays, name, state));
    return arrays;
  }

  private static void put(Map<String, float[]> arrays, String name, INDArray array) {
    arrays.put(name, NdArrays.toFloats(array));
  }
}
