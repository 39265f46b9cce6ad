package org.unroll4j.dl4j;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Copies weights between Deeplearning4j's recurrent layers and Unroll4J's: {@code LSTM} and {@link
 * UnrollLstm}, {@code SimpleRnn} and {@link UnrollRnn}, also inside {@code Bidirectional} and the
 * wrappers, in both directions and between layers of the same kind.
 */
public final class Dl4jWeights {

  private static final UnaryOperator<INDArray> UNCHANGED = UnaryOperator.identity();

  private Dl4jWeights() {}

  /**
   * Overwrites the parameters of a layer with those of another that computes the same function.
   *
   * @param from an initialised layer of a network: {@code network.getLayer(0)}
   * @param to an initialised layer of the same sizes
   * @throws IllegalArgumentException if the layers do not compute the same function, or differ in
   *     size; nothing is written then
   */
  public static void copy(
      org.deeplearning4j.nn.api.Layer from, org.deeplearning4j.nn.api.Layer to) {
    Map<String, INDArray> converted =
        convert(from.conf().getLayer(), from.paramTable(), to.conf().getLayer());
    Map<String, INDArray> target = to.paramTable();
    converted.forEach((key, value) -> requireSameShape(key, value, target.get(key)));
    converted.forEach((key, value) -> target.get(key).assign(value));
  }

  private static Map<String, INDArray> convert(Layer from, Map<String, INDArray> table, Layer to) {
    if (from instanceof BaseWrapperLayer wrapper) {
      return convert(wrapper.getUnderlying(), table, to);
    }
    if (to instanceof BaseWrapperLayer wrapper) {
      return convert(from, table, wrapper.getUnderlying());
    }
    if (from instanceof Bidirectional source && to instanceof Bidirectional target) {
      Map<String, INDArray> both = new LinkedHashMap<>();
      convert(source.getFwd(), withoutPrefix(table, "f"), target.getFwd())
          .forEach((key, value) -> both.put("f" + key, value));
      convert(source.getBwd(), withoutPrefix(table, "b"), target.getBwd())
          .forEach((key, value) -> both.put("b" + key, value));
      return both;
    }
    UnaryOperator<INDArray> blocks = blockOrder(from, to);
    Map<String, INDArray> converted = new LinkedHashMap<>();
    table.forEach((key, value) -> converted.put(key, blocks.apply(value)));
    return converted;
  }

  private static Map<String, INDArray> withoutPrefix(Map<String, INDArray> table, String prefix) {
    Map<String, INDArray> part = new LinkedHashMap<>();
    table.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            part.put(key.substring(prefix.length()), value);
          }
        });
    return part;
  }

  private static UnaryOperator<INDArray> blockOrder(Layer from, Layer to) {
    if (from.getClass() == LSTM.class && to instanceof UnrollLstm) {
      requireStandard((LSTM) from);
      return Dl4jLstmBlocks::toUnroll;
    }
    if (from instanceof UnrollLstm && to.getClass() == LSTM.class) {
      requireStandard((LSTM) to);
      return Dl4jLstmBlocks::toDl4j;
    }
    if (from.getClass() == SimpleRnn.class && to instanceof UnrollRnn rnn) {
      requireSame((SimpleRnn) from, rnn);
      return UNCHANGED;
    }
    if (from instanceof UnrollRnn rnn && to.getClass() == SimpleRnn.class) {
      requireSame((SimpleRnn) to, rnn);
      return UNCHANGED;
    }
    if (from instanceof RnnOutputLayer && to instanceof RnnOutputLayer) {
      return UNCHANGED;
    }
    if (from.getClass() == to.getClass()) {
      requireSameCell(from, to);
      return UNCHANGED;
    }
    throw new IllegalArgumentException(
        "Dl4jWeights: there is no conversion from %s to %s; there are LSTM and UnrollLstm, SimpleRnn"
                .formatted(from.getClass().getSimpleName(), to.getClass().getSimpleName())
            + " and UnrollRnn (GravesLSTM has peepholes, which UnrollLstm does not).");
  }

  private static void requireSameCell(Layer from, Layer to) {
    if (from instanceof UnrollLayer a && to instanceof UnrollLayer b) {
      String source = a.binding().cell().name();
      String target = b.binding().cell().name();
      if (!source.equals(target)) {
        throw new IllegalArgumentException(
            "Dl4jWeights: there is no conversion from the cell %s to the cell %s."
                .formatted(source, target));
      }
    }
  }

  private static void requireStandard(LSTM layer) {
    requireActivation("LSTM: activation", layer.getActivationFn(), new ActivationTanH());
    requireActivation(
        "LSTM: gateActivationFunction", layer.getGateActivationFn(), new ActivationSigmoid());
  }

  private static void requireSame(SimpleRnn theirs, UnrollRnn ours) {
    if (theirs.hasLayerNorm()) {
      throw new IllegalArgumentException(
          "Dl4jWeights: SimpleRnn with hasLayerNorm(true) has no counterpart in UnrollRnn.");
    }
    requireActivation("SimpleRnn: activation", theirs.getActivationFn(), ours.getActivationFn());
  }

  private static void requireActivation(String what, IActivation actual, IActivation expected) {
    if (actual.getClass() != expected.getClass()) {
      throw new IllegalArgumentException(
          "Dl4jWeights: %s must be %s for the two layers to compute the same, but was %s."
              .formatted(what, expected, actual));
    }
  }

  private static void requireSameShape(String key, INDArray value, INDArray target) {
    if (target == null || !target.equalShapes(value)) {
      throw new IllegalArgumentException(
          "Dl4jWeights: %s must have shape %s in both layers, but the target's is %s."
              .formatted(
                  key,
                  java.util.Arrays.toString(value.shape()),
                  target == null ? "missing" : java.util.Arrays.toString(target.shape())));
    }
  }
}
