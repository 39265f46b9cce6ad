package org.unroll4j.dl4j;

import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;

/** Copies the settings that all layers with weights share; the activation is each layer's own. */
final class LayerSettings {

  private LayerSettings() {}

  static void copy(FeedForwardLayer from, FeedForwardLayer to) {
    to.setLayerName(from.getLayerName());
    to.setNIn(from.getNIn());
    to.setNOut(from.getNOut());
    to.setTimeDistributedFormat(from.getTimeDistributedFormat());
    to.setIDropout(from.getIDropout());
    to.setWeightNoise(from.getWeightNoise());
    to.setConstraints(from.getConstraints());
    to.setWeightInitFn(from.getWeightInitFn());
    to.setBiasInit(from.getBiasInit());
    to.setGainInit(from.getGainInit());
    to.setRegularization(from.getRegularization());
    to.setRegularizationBias(from.getRegularizationBias());
    to.setIUpdater(from.getIUpdater());
    to.setBiasUpdater(from.getBiasUpdater());
    to.setGradientNormalization(from.getGradientNormalization());
    to.setGradientNormalizationThreshold(from.getGradientNormalizationThreshold());
  }
}
