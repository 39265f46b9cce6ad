package org.unroll4j.dl4j;

import java.util.Collection;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Turns a recurrent layer's outputs into its final hidden state, [N, H]: what PyTorch returns as
 * h_n. For one direction that is the output of each sequence's last valid step. Around {@code
 * Bidirectional} (mode CONCAT) the second half is the reverse direction's state after its last
 * step, which is the sequence's first valid one, [N, 2H].
 *
 * <p>Deeplearning4j's {@code LastTimeStep} takes both halves at the last step, where the reverse
 * direction has seen one step only, and {@code Bidirectional(LastTimeStep(…))} cannot be trained.
 */
public final class FinalState extends BaseWrapperLayer {

  private static final long serialVersionUID = 1L;

  private FinalState() {}

  /**
   * Around a recurrent layer.
   *
   * @throws IllegalArgumentException for a {@code Bidirectional} whose mode mixes the directions
   */
  public FinalState(Layer underlying) {
    super(underlying);
    if (underlying instanceof Bidirectional both && both.getMode() != Bidirectional.Mode.CONCAT) {
      throw new IllegalArgumentException(
          "FinalState: the mode of Bidirectional must be CONCAT, but was %s, which does not keep"
                  .formatted(both.getMode())
              + " the two directions apart.");
    }
    this.layerName = underlying.getLayerName();
  }

  @Override
  public org.deeplearning4j.nn.api.Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> trainingListeners,
      int layerIndex,
      INDArray layerParamsView,
      boolean initializeParams,
      DataType networkDataType) {
    NeuralNetConfiguration inner = conf.clone();
    inner.setLayer(((FinalState) inner.getLayer()).getUnderlying());
    return new FinalStateLayer(
        inner
            .getLayer()
            .instantiate(
                inner,
                trainingListeners,
                layerIndex,
                layerParamsView,
                initializeParams,
                networkDataType));
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType inputType) {
    InputType below = underlying.getOutputType(layerIndex, inputType);
    return InputType.feedForward(((InputType.InputTypeRecurrent) below).getSize());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FinalState && super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
