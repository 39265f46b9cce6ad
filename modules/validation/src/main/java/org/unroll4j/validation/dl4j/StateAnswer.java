package org.unroll4j.validation.dl4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.layers.recurrent.LSTM;
import org.deeplearning4j.nn.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.validation.engine.NdValues;
import org.unroll4j.validation.peer.Answer;
import org.unroll4j.validation.peer.Case;
import org.unroll4j.validation.peer.Names;
import org.unroll4j.validation.peer.Values;

/**
 * What Deeplearning4j does with states: {@code rnnTimeStep}, which begins with a stored state and
 * stores the final one.
 */
final class StateAnswer {

  private static final String NO_WAY_BACK = "there is no way back from a stored state";

  private final Case asked;
  private final MultiLayerNetwork network;

  StateAnswer(Case asked) {
    this.asked = asked;
    this.network = Networks.layers(asked);
  }

  /** Adds the states after whole sequences. */
  Answer.Builder addFinalStates(Answer.Builder answer) {
    setInitialStates();
    network.rnnTimeStep(Layouts.perStep(asked.data().x(), asked.type()));
    return answer.putFinalStates(states());
  }

  /** Whole sequences from an initial state. */
  Answer fromInitialStates() {
    setInitialStates();
    INDArray outputs = network.rnnTimeStep(Layouts.perStep(asked.data().x(), asked.type()));
    Answer.Builder answer = forward(Layouts.timeMajor(outputs));
    asked.quantities().stream()
        .filter(quantity -> quantity.startsWith(Names.gradient("")))
        .forEach(quantity -> answer.notOffered(quantity, NO_WAY_BACK));
    return answer.build();
  }

  /** One step a call. */
  Answer stepByStep() {
    setInitialStates();
    List<INDArray> steps = new ArrayList<>();
    for (int t = 0; t < asked.structure().sizes().steps(); t++) {
      Values x = asked.data().x().steps(t, t + 1);
      steps.add(network.rnnTimeStep(Layouts.perStep(x, asked.type())).dup());
    }
    return forward(Layouts.timeMajor(Nd4j.concat(2, steps.toArray(INDArray[]::new)))).build();
  }

  /** As a trained network is used. */
  Answer evaluation() {
    INDArray x = Layouts.perStep(asked.data().x(), asked.type());
    Values outputs = Layouts.timeMajor(network.output(x, false));
    Answer.Builder answer =
        new Answer.Builder().put(Names.OUTPUTS, outputs).putLoss(asked, outputs, List.of());
    return addFinalStates(answer).build();
  }

  private Answer.Builder forward(Values outputs) {
    return new Answer.Builder()
        .put(Names.OUTPUTS, outputs)
        .putFinalStates(states())
        .putLoss(asked, outputs, states());
  }

  private void setInitialStates() {
    network.rnnClearPreviousState();
    for (int layer = 0; layer < asked.structure().layers(); layer++) {
      Map<String, INDArray> states = new LinkedHashMap<>();
      asked
          .data()
          .initialStates()
          .get(layer)
          .forEach((name, state) -> states.put(key(name), NdValues.array(state, asked.type())));
      network.rnnSetPreviousState(layer, states);
    }
  }

  private List<Map<String, Values>> states() {
    List<Map<String, Values>> states = new ArrayList<>();
    for (int layer = 0; layer < asked.structure().layers(); layer++) {
      Map<String, INDArray> stored = network.rnnGetPreviousState(layer);
      Map<String, Values> ofLayer = new LinkedHashMap<>();
      for (String name : asked.structure().stateNames()) {
        ofLayer.put(name, NdValues.values(stored.get(key(name))));
      }
      states.add(ofLayer);
    }
    return states;
  }

  private String key(String state) {
    if (state.equals(Names.CELL)) {
      return LSTM.STATE_KEY_PREV_MEMCELL;
    }
    return asked.structure().cell().hasCellState()
        ? LSTM.STATE_KEY_PREV_ACTIVATION
        : SimpleRnn.STATE_KEY_PREV_ACTIVATION;
  }
}
