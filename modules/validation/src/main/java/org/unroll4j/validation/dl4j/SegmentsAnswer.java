package org.unroll4j.validation.dl4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.unroll4j.validation.peer.Answer;
import org.unroll4j.validation.peer.Case;
import org.unroll4j.validation.peer.Names;
import org.unroll4j.validation.peer.Values;

/**
 * Truncated backpropagation as users of Deeplearning4j have it: {@code fit} with {@code
 * BackpropType.TruncatedBPTT}. The learning rate is zero, so that the parameters stay, and a
 * listener adds up the gradients of the segments. The squared loss there lacks our factor ½.
 *
 * @param asked the case
 */
record SegmentsAnswer(Case asked) {

  Answer answer() {
    NeuralNetConfiguration.ListBuilder list = Networks.settings(asked);
    for (int layer = 0; layer < asked.structure().layers(); layer++) {
      list.layer(Networks.layer(asked, layer));
    }
    list.layer(
        new RnnLossLayer.Builder(LossFunction.SQUARED_LOSS)
            .activation(Activation.IDENTITY)
            .build());
    list.backpropType(BackpropType.TruncatedBPTT).tBPTTLength(asked.walk().segmentSteps());
    MultiLayerNetwork network = Networks.filled(asked, new MultiLayerNetwork(list.build()));
    Sum sum = new Sum();
    network.setListeners(sum);
    network.fit(
        Layouts.perStep(asked.data().x(), asked.type()),
        Layouts.perStep(asked.loss().target(), asked.type()));

    Answer.Builder answer = new Answer.Builder();
    Answer forward = new StateAnswer(asked).fromInitialStates();
    forward.quantities().forEach(answer::put);
    answer.putParameterGradients(halved(sum.gradients));
    answer.notOffered(Names.GRADIENT_OF_X, "fit does not give it");
    for (String state : asked.structure().stateNames()) {
      answer.notOffered(Names.gradientOfInitial(state), "fit does not give it");
    }
    return answer.build();
  }

  private List<Map<String, Values>> halved(Map<String, INDArray> gradients) {
    List<Map<String, Values>> halved = new ArrayList<>();
    for (Map<String, Values> unit : Gradients.perUnit(asked.structure(), gradients)) {
      Map<String, Values> ofUnit = new LinkedHashMap<>();
      unit.forEach(
          (name, values) -> {
            double[] half = values.numbers().clone();
            for (int i = 0; i < half.length; i++) {
              half[i] *= asked.loss().scale() / 2;
            }
            ofUnit.put(name, Values.of(half, values.shape()));
          });
      halved.add(ofUnit);
    }
    return halved;
  }

  private static final class Sum extends BaseTrainingListener {
    private final Map<String, INDArray> gradients = new LinkedHashMap<>();

    @Override
    public void onGradientCalculation(Model model) {
      model
          .gradient()
          .gradientForVariable()
          .forEach(
              (name, gradient) ->
                  gradients.merge(name, gradient.dup(), (sum, next) -> sum.add(next)));
    }
  }
}
