package org.unroll4j.validation.register.program;

import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.dl4j.Dl4jNetworks;

/** One step with a carried state, and the method that is there for going back through it. */
public final class SimpleRnnTruncatedGradient implements Program {

  private static final LayerWorkspaceMgr MEMORY = LayerWorkspaceMgr.noWorkspaces();
  private static final INDArray FIRST = Small.random(1, 1, Small.FEATURES, 1);
  private static final INDArray SECOND = Small.random(2, 1, Small.FEATURES, 1);
  private static final INDArray GRADIENT_OF_OUTPUT = Small.random(3, 1, Small.UNITS, 1);

  @Override
  public Numbers run() {
    MultiLayerNetwork theirs = Small.network(Small.simpleRnn(), Small.perStep(Small.UNITS));
    MultiLayerNetwork ours = Dl4jNetworks.withUnrollLayers(theirs);
    RecurrentLayer layer = afterFirstStep(ours);
    double differences =
        Arbiter.gradientNorm(
            layer.getParam("RW"),
            () ->
                layer
                    .rnnActivateUsingStoredState(SECOND, true, false, MEMORY)
                    .mul(GRADIENT_OF_OUTPUT)
                    .sumNumber()
                    .doubleValue());
    return new Numbers(gradient(theirs), gradient(ours), differences);
  }

  private static double gradient(MultiLayerNetwork network) {
    network.initGradientsView();
    RecurrentLayer layer = afterFirstStep(network);
    layer.rnnActivateUsingStoredState(SECOND, true, false, MEMORY);
    return layer
        .tbpttBackpropGradient(GRADIENT_OF_OUTPUT.dup(), 1, MEMORY)
        .getFirst()
        .getGradientFor("RW")
        .norm2Number()
        .doubleValue();
  }

  private static RecurrentLayer afterFirstStep(MultiLayerNetwork network) {
    RecurrentLayer layer = (RecurrentLayer) network.getLayer(0);
    layer.rnnClearPreviousState();
    layer.rnnActivateUsingStoredState(FIRST, true, true, MEMORY);
    layer.rnnSetPreviousState(layer.rnnGetTBPTTState());
    return layer;
  }
}
