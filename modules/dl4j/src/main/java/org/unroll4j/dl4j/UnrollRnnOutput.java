package org.unroll4j.dl4j;

import java.util.Collection;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Deeplearning4j's {@code RnnOutputLayer} with the same settings, parameters and numbers: {@code
 * new UnrollRnnOutput.Builder(…)} stands where {@code new RnnOutputLayer.Builder(…)} stood. Over
 * one of our layers it computes where that layer's outputs lie, instead of copying [N, H, T] back
 * and forth, and computes the outputs once per update instead of twice.
 */
public final class UnrollRnnOutput extends RnnOutputLayer {

  private static final long serialVersionUID = 1L;

  private UnrollRnnOutput() {}

  /** With the settings of Deeplearning4j's layer. */
  static UnrollRnnOutput of(RnnOutputLayer settings) {
    UnrollRnnOutput layer = new UnrollRnnOutput();
    copySettings(settings, layer);
    return layer;
  }

  /** Deeplearning4j's layer with the same settings. */
  RnnOutputLayer plain() {
    RnnOutputLayer plain = new RnnOutputLayer();
    copySettings(this, plain);
    return plain;
  }

  private static void copySettings(RnnOutputLayer from, RnnOutputLayer to) {
    LayerSettings.copy(from, to);
    to.setActivationFn(from.getActivationFn());
    to.setRnnDataFormat(from.getRnnDataFormat());
    to.setLossFn(from.getLossFn());
    to.setHasBias(from.hasBias());
  }

  @Override
  public org.deeplearning4j.nn.api.Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> trainingListeners,
      int layerIndex,
      INDArray layerParamsView,
      boolean initializeParams,
      DataType networkDataType) {
    LayerValidation.assertNInNOutSet("UnrollRnnOutput", layerName, layerIndex, nIn, nOut);
    OutputPerStep layer = new OutputPerStep(conf, networkDataType);
    layer.setListeners(trainingListeners);
    layer.setIndex(layerIndex);
    layer.setParamsViewArray(layerParamsView);
    Map<String, INDArray> table = initializer().init(conf, layerParamsView, initializeParams);
    layer.setParamTable(table);
    layer.setConf(conf);
    return layer;
  }

  @Override
  public IUpdater getUpdaterByParam(String key) {
    return AdamInLoops.inPlaceOf(super.getUpdaterByParam(key));
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof UnrollRnnOutput;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UnrollRnnOutput && super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  /** Settings of an output layer: those of Deeplearning4j's. */
  @SuppressWarnings("unchecked")
  public static final class Builder extends RnnOutputLayer.Builder {

    /** With a loss function. */
    public Builder(LossFunction lossFunction) {
      super(lossFunction);
    }

    /** With a loss function. */
    public Builder(ILossFunction lossFunction) {
      super(lossFunction);
    }

    @Override
    public UnrollRnnOutput build() {
      return of(super.build());
    }
  }
}
