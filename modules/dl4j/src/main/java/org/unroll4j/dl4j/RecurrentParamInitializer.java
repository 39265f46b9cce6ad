package org.unroll4j.dl4j;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Lays a layer's arrays into Deeplearning4j's flat parameter vector, one after the other in the
 * order W, RW, b (, bR, P, WR, b2), each matrix column by column ('f' order). For W and RW this is
 * the memory of PyTorch's {@code weight_ih} and {@code weight_hh}.
 */
final class RecurrentParamInitializer implements ParamInitializer {

  static final RecurrentParamInitializer INSTANCE = new RecurrentParamInitializer();

  private RecurrentParamInitializer() {}

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return specs(layer).stream().mapToLong(ParameterSpec::length).sum();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return specs(layer).stream().map(ParameterSpec::key).toList();
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return specs(layer).stream().filter(s -> !s.isBias()).map(ParameterSpec::key).toList();
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return specs(layer).stream().filter(ParameterSpec::isBias).map(ParameterSpec::key).toList();
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return weightKeys(layer).contains(key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return biasKeys(layer).contains(key);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
    UnrollLayer layer = (UnrollLayer) conf.getLayer();
    Map<String, INDArray> table = views(layer, paramsView);
    table.keySet().forEach(conf::addVariable);
    if (initializeParams) {
      for (ParameterSpec spec : specs(layer)) {
        initialise(layer, spec, table.get(spec.key()));
      }
    }
    return table;
  }

  private static void initialise(UnrollLayer layer, ParameterSpec spec, INDArray view) {
    if (spec.key().equals(ParameterSpec.BIAS)) {
      layer.initialiseBias(view);
      return;
    }
    if (spec.startsAtZero()) {
      view.assign(0);
      return;
    }
    IWeightInit weightInit = layer.weightInit(spec.kind());
    INDArray flat = view.reshape('f', new long[] {view.length()});
    weightInit.init(spec.fanIn(), spec.fanOut(), spec.shape(), 'f', flat);
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradientView) {
    return views((UnrollLayer) conf.getLayer(), gradientView);
  }

  private Map<String, INDArray> views(UnrollLayer layer, INDArray flat) {
    if (flat.length() != numParams(layer)) {
      throw new IllegalArgumentException(
          "%s: the flat array must have %d elements, but has %d."
              .formatted(layer.displayName(), numParams(layer), flat.length()));
    }
    INDArray vector = flat.reshape(flat.length());
    Map<String, INDArray> views = new LinkedHashMap<>();
    long from = 0;
    for (ParameterSpec spec : specs(layer)) {
      long to = from + spec.length();
      views.put(spec.key(), vector.get(NDArrayIndex.interval(from, to)).reshape('f', spec.shape()));
      from = to;
    }
    return views;
  }

  private static List<ParameterSpec> specs(Layer layer) {
    UnrollLayer recurrent = (UnrollLayer) layer;
    return recurrent.binding().parameterSpecs(recurrent.getNIn(), recurrent.getNOut());
  }
}
