package org.unroll4j.validation.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.engine.Engine;
import org.unroll4j.core.engine.StepViews;
import org.unroll4j.core.engine.ValidSteps;
import org.unroll4j.core.network.Dropout;
import org.unroll4j.core.network.PreparedStack;
import org.unroll4j.core.network.RecurrentStack;
import org.unroll4j.core.network.StackGradients;
import org.unroll4j.core.network.StackInput;
import org.unroll4j.core.network.StackOutput;
import org.unroll4j.core.network.StackPass;
import org.unroll4j.core.network.StackShape;
import org.unroll4j.core.network.TruncatedBackpropagation;
import org.unroll4j.validation.peer.Answer;
import org.unroll4j.validation.peer.Case;
import org.unroll4j.validation.peer.Names;
import org.unroll4j.validation.peer.Structure;
import org.unroll4j.validation.peer.Values;

/** A case put to a stack of an engine, as a user would. */
final class StackAnswer<P extends CellParameters<P>, S extends CellState<S>> {

  private final Case asked;
  private final RecurrentStack<P, S> stack;
  private final NamedArrays names;
  private final List<P> parameters = new ArrayList<>();
  private final StackInput<S> input;

  private StackAnswer(Engine engine, Case asked, Cell<P, S, ?> cell) {
    this.asked = asked;
    Structure structure = asked.structure();
    Structure.Sizes sizes = structure.sizes();
    names = new NamedArrays(structure);
    stack =
        new RecurrentStack<>(
            new StackShape<>(
                cell,
                sizes.inputs(),
                sizes.hidden(),
                structure.layers(),
                Cells.directions(structure)),
            engine);
    List<S> states = new ArrayList<>();
    for (int unit = 0; unit < structure.units(); unit++) {
      P zero =
          cell.zeroParameters(
              structure.inputSize(unit), sizes.hidden(), NdValues.type(asked.type()));
      parameters.add(names.fill(zero, asked.data().parameters().get(unit), asked.type()));
      S state = cell.zeroState(sizes.batch(), sizes.hidden(), NdValues.type(asked.type()));
      states.add(names.fill(state, asked.data().initialStates().get(unit), asked.type()));
    }
    input = new StackInput<>(NdValues.array(asked.data().x(), asked.type()), valid(), states);
  }

  /** Answers a case. */
  static Answer of(Engine engine, Case asked) {
    return of(engine, asked, Cells.of(asked.structure()));
  }

  private static <P extends CellParameters<P>, S extends CellState<S>> Answer of(
      Engine engine, Case asked, Cell<P, S, ?> cell) {
    StackAnswer<P, S> question = new StackAnswer<>(engine, asked, cell);
    return switch (asked.walk().kind()) {
      case WHOLE -> question.whole();
      case SEGMENTS -> question.segments();
      case STEPS -> question.steps();
      case EVALUATION -> question.evaluation();
    };
  }

  private ValidSteps valid() {
    Structure.Sizes sizes = asked.structure().sizes();
    double[][] mask = new double[sizes.steps()][sizes.batch()];
    for (int i = 0; i < asked.data().valid().length; i++) {
      mask[i / sizes.batch()][i % sizes.batch()] = asked.data().valid()[i] ? 1 : 0;
    }
    return ValidSteps.ofMask(Nd4j.createFromArray(mask));
  }

  private Answer whole() {
    try (StackPass<P, S> pass = stack.forward(parameters, input, Dropout.NONE)) {
      Answer.Builder answer = forward(pass.output().outputs(), pass.output().finalStates());
      INDArray gradOutputs = gradOutputs(pass.output().outputs(), 0);
      return gradients(answer, pass.backward(gradOutputs, gradFinalStates())).build();
    }
  }

  private Answer segments() {
    int length = asked.walk().segmentSteps();
    int steps = asked.structure().sizes().steps();
    TruncatedBackpropagation<P, S> truncated = new TruncatedBackpropagation<>(stack, length);
    PreparedStack<P, S> prepared = stack.prepare(parameters);
    List<INDArray> outputs = new ArrayList<>();
    List<S> states = input.initialStates();
    for (int from = 0; from < steps; from += length) {
      int to = Math.min(steps, from + length);
      StackOutput<S> output = prepared.infer(truncated.segment(input, from, to, states));
      outputs.add(output.outputs());
      states = output.finalStates();
    }
    return gradients(
            forward(joined(outputs), states),
            truncated.gradients(parameters, input, this::gradOutputs))
        .build();
  }

  private Answer steps() {
    PreparedStack<P, S> prepared = stack.prepare(parameters);
    List<INDArray> outputs = new ArrayList<>();
    List<S> states = input.initialStates();
    for (int t = 0; t < asked.structure().sizes().steps(); t++) {
      StackOutput<S> output = prepared.step(StepViews.step(input.x(), t), states);
      outputs.add(output.outputs());
      states = output.finalStates();
    }
    return forward(joined(outputs), states).build();
  }

  private Answer evaluation() {
    StackOutput<S> output = stack.infer(parameters, input);
    return forward(output.outputs(), output.finalStates()).build();
  }

  private static INDArray joined(List<INDArray> segments) {
    return Nd4j.concat(0, segments.toArray(INDArray[]::new));
  }

  private Answer.Builder forward(INDArray outputs, List<S> finalStates) {
    Values y = NdValues.values(outputs);
    List<Map<String, Values>> states = finalStates.stream().map(names::values).toList();
    return new Answer.Builder()
        .put(Names.OUTPUTS, y)
        .putFinalStates(states)
        .putLoss(asked, y, states);
  }

  private INDArray gradOutputs(INDArray outputs, int from) {
    Values gradient =
        asked
            .loss()
            .gradientOfOutputs(NdValues.values(outputs), from, asked.data().valid(), asked.type());
    return NdValues.array(gradient, asked.type());
  }

  private List<S> gradFinalStates() {
    List<S> gradients = new ArrayList<>();
    List<S> zeros =
        stack.zeroStates(asked.structure().sizes().batch(), NdValues.type(asked.type()));
    for (int unit = 0; unit < zeros.size(); unit++) {
      Map<String, Values> ofUnit = new LinkedHashMap<>();
      for (String state : asked.structure().stateNames()) {
        int[] shape = asked.structure().stateShape(state);
        ofUnit.put(state, asked.loss().gradientOfFinalState(unit, state, shape));
      }
      gradients.add(names.fill(zeros.get(unit), ofUnit, asked.type()));
    }
    return gradients;
  }

  private Answer.Builder gradients(Answer.Builder answer, StackGradients<P, S> gradients) {
    return answer
        .put(Names.GRADIENT_OF_X, NdValues.values(gradients.x()))
        .putParameterGradients(gradients.parameters().stream().map(names::values).toList())
        .putInitialStateGradients(gradients.initialStates().stream().map(names::values).toList());
  }
}
