package org.unroll4j.validation.dl4j;

import java.util.List;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.validation.peer.Answer;
import org.unroll4j.validation.peer.Case;
import org.unroll4j.validation.peer.Names;
import org.unroll4j.validation.peer.Padding;
import org.unroll4j.validation.peer.Values;

/**
 * Forward and back over whole sequences: a network without an output layer, whose error comes from
 * outside.
 *
 * @param asked the case
 */
record WholeAnswer(Case asked) {

  Answer.Builder answer() {
    MultiLayerNetwork network = Networks.layers(asked);
    network.setInput(Layouts.perStep(asked.data().x(), asked.type()));
    if (asked.padding() != Padding.NONE) {
      network.setLayerMaskArrays(Layouts.mask(asked), null);
    }
    List<INDArray> activations = network.feedForward(true, false);
    Values outputs = Layouts.timeMajor(activations.get(asked.structure().layers()), asked);
    Values gradOutputs =
        asked.loss().gradientOfOutputs(outputs, 0, asked.data().valid(), asked.type());
    Pair<Gradient, INDArray> gradients =
        network.backpropGradient(Layouts.perStep(gradOutputs, asked.type()), null);
    return new Answer.Builder()
        .put(Names.OUTPUTS, outputs)
        .putLoss(asked, outputs, List.of())
        .put(Names.GRADIENT_OF_X, Layouts.timeMajor(gradients.getSecond()))
        .putParameterGradients(
            Gradients.perUnit(asked.structure(), gradients.getFirst().gradientForVariable()));
  }
}
