package org.unroll4j.dl4j;

import java.util.Collection;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * Deeplearning4j's {@code EmbeddingSequenceLayer} with the same settings, parameters and numbers:
 * {@code new UnrollEmbedding.Builder()} stands where {@code new EmbeddingSequenceLayer.Builder()}
 * stood. The gradients of a plain embedding's rows are added up in a loop, in the order of ND4J's
 * operation, which takes many times as long.
 */
public final class UnrollEmbedding extends EmbeddingSequenceLayer {

  private static final long serialVersionUID = 1L;

  private UnrollEmbedding() {}

  /** With the settings of Deeplearning4j's layer. */
  static UnrollEmbedding of(EmbeddingSequenceLayer settings) {
    UnrollEmbedding layer = new UnrollEmbedding();
    copySettings(settings, layer);
    return layer;
  }

  /** Deeplearning4j's layer with the same settings. */
  EmbeddingSequenceLayer plain() {
    EmbeddingSequenceLayer plain = new EmbeddingSequenceLayer();
    copySettings(this, plain);
    return plain;
  }

  private static void copySettings(EmbeddingSequenceLayer from, EmbeddingSequenceLayer to) {
    LayerSettings.copy(from, to);
    to.setActivationFn(from.getActivationFn());
    to.setHasBias(from.hasBias());
    to.setInputLength(from.getInputLength());
    to.setInferInputLength(from.isInferInputLength());
    to.setOutputFormat(from.getOutputFormat());
  }

  @Override
  public org.deeplearning4j.nn.api.Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> trainingListeners,
      int layerIndex,
      INDArray layerParamsView,
      boolean initializeParams,
      DataType networkDataType) {
    EmbeddingPerStep layer = new EmbeddingPerStep(conf, networkDataType);
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
    return other instanceof UnrollEmbedding;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UnrollEmbedding && super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  /** Settings of an embedding: those of Deeplearning4j's. */
  @SuppressWarnings("unchecked")
  public static final class Builder extends EmbeddingSequenceLayer.Builder {

    @Override
    public UnrollEmbedding build() {
      return of(super.build());
    }
  }
}
