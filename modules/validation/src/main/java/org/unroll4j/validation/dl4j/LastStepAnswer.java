package org.unroll4j.validation.dl4j;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.validation.engine.NdValues;
import org.unroll4j.validation.peer.Answer;
import org.unroll4j.validation.peer.Case;
import org.unroll4j.validation.peer.Names;
import org.unroll4j.validation.peer.Values;

/**
 * A loss that looks at the final hidden state of one layer alone: {@code LastTimeStep}.
 *
 * @param asked the case
 */
record LastStepAnswer(Case asked) {

  Answer answer() {
    MultiLayerNetwork network =
        Networks.filled(
            asked,
            new MultiLayerNetwork(
                Networks.settings(asked)
                    .layer(new LastTimeStep(Networks.layer(asked, 0)))
                    .validateOutputLayerConfig(false)
                    .build()));
    network.setInput(Layouts.perStep(asked.data().x(), asked.type()));
    network.setLayerMaskArrays(Layouts.mask(asked), null);
    Values last = NdValues.values(network.feedForward(true, false).get(1));
    Values weights = asked.loss().gradientOfFinalState(0, Names.HIDDEN, last.shape());
    Pair<Gradient, INDArray> gradients =
        network.backpropGradient(NdValues.array(weights, asked.type()), null);
    Map<String, Values> state = Map.of(Names.HIDDEN, last, Names.CELL, Values.zeros(last.shape()));
    return new Answer.Builder()
        .put(Names.finalState(Names.HIDDEN), last)
        .putLoss(asked, Values.zeros(0, 1, 1), List.of(state))
        .put(Names.GRADIENT_OF_X, Layouts.timeMajor(gradients.getSecond()))
        .putParameterGradients(
            Gradients.perUnit(asked.structure(), gradients.getFirst().gradientForVariable()))
        .notOffered(Names.OUTPUTS, "LastTimeStep shows the last one only")
        .notOffered(Names.finalState(Names.CELL), "LastTimeStep shows h only")
        .build();
  }
}
