package org.unroll4j.dl4j;

import static org.unroll4j.dl4j.ParameterSpec.BIAS;
import static org.unroll4j.dl4j.ParameterSpec.SECOND_BIAS;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.layers.AbstractLSTM;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GravesLSTM;
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
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Copies weights between Deeplearning4j's recurrent layers and Unroll4J's: {@code LSTM} and {@link
 * UnrollLstm}, {@code GravesLSTM} and {@link UnrollLstm} with peepholes, {@code SimpleRnn} and
 * {@link UnrollRnn}, also inside {@code Bidirectional} and the wrappers, in both directions and
 * between layers of the same kind. Where only one side has two biases, the other has their sum; the
 * second of two that come from one is zero.
 */
public final class Dl4jWeights {

  private static final UnaryOperator<Map<String, INDArray>> UNCHANGED = UnaryOperator.identity();

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
    return secondBiasFor(to, conversion(from, to).apply(withOneBias(table)));
  }

  /** The sum of both biases, where there are two. */
  private static Map<String, INDArray> withOneBias(Map<String, INDArray> table) {
    INDArray second = table.get(SECOND_BIAS);
    if (second == null) {
      return table;
    }
    Map<String, INDArray> single = new LinkedHashMap<>(table);
    single.remove(SECOND_BIAS);
    INDArray sum = table.get(BIAS).dup();
    sum.get(NDArrayIndex.interval(0, second.length())).addi(second);
    single.put(BIAS, sum);
    return single;
  }

  /** With a second bias of zero, where the target has two. */
  private static Map<String, INDArray> secondBiasFor(Layer to, Map<String, INDArray> table) {
    if (!(to instanceof UnrollLayer layer && layer.isTwoBiases())) {
      return table;
    }
    Map<String, INDArray> both = new LinkedHashMap<>(table);
    INDArray bias = table.get(BIAS);
    boolean ownCandidateBias = table.containsKey(ParameterSpec.RECURRENT_BIAS);
    long length = ownCandidateBias ? bias.length() / 3 * 2 : bias.length();
    both.put(SECOND_BIAS, Nd4j.zeros(bias.dataType(), length));
    return both;
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

  @SuppressWarnings("deprecation")
  private static UnaryOperator<Map<String, INDArray>> conversion(Layer from, Layer to) {
    if (from.getClass() == LSTM.class && isPlain(to)) {
      requireStandard((LSTM) from);
      return Dl4jLstmBlocks::toUnroll;
    }
    if (isPlain(from) && to.getClass() == LSTM.class) {
      requireStandard((LSTM) to);
      return Dl4jLstmBlocks::toDl4j;
    }
    if (from.getClass() == GravesLSTM.class && hasPeepholes(to)) {
      requireStandard((GravesLSTM) from);
      return Dl4jLstmBlocks::toUnrollWithPeepholes;
    }
    if (hasPeepholes(from) && to.getClass() == GravesLSTM.class) {
      requireStandard((GravesLSTM) to);
      return Dl4jLstmBlocks::toDl4jWithPeepholes;
    }
    if (from.getClass() == SimpleRnn.class && to instanceof UnrollRnn rnn) {
      requireSame((SimpleRnn) from, rnn);
      return UNCHANGED;
    }
    if (from instanceof UnrollRnn rnn && to.getClass() == SimpleRnn.class) {
      requireSame((SimpleRnn) to, rnn);
      return UNCHANGED;
    }
    if ((from instanceof RnnOutputLayer && to instanceof RnnOutputLayer)
        || (from instanceof EmbeddingSequenceLayer && to instanceof EmbeddingSequenceLayer)) {
      return UNCHANGED;
    }
    if (from.getClass() == to.getClass()) {
      requireSameCell(from, to);
      return UNCHANGED;
    }
    throw new IllegalArgumentException(
        "Dl4jWeights: there is no conversion from %s to %s; there are LSTM and UnrollLstm, GravesLSTM"
                .formatted(name(from), name(to))
            + " and UnrollLstm with peepholes, SimpleRnn and UnrollRnn.");
  }

  private static boolean isPlain(Layer layer) {
    return layer instanceof UnrollLstm lstm && !lstm.isPeepholes() && lstm.getProjectedFrom() == 0;
  }

  private static boolean hasPeepholes(Layer layer) {
    return layer instanceof UnrollLstm lstm && lstm.isPeepholes();
  }

  private static String name(Layer layer) {
    String type = layer.getClass().getSimpleName();
    return layer instanceof UnrollLayer ours
        ? type + " (" + ours.singleBias().cell().name() + ")"
        : type;
  }

  private static void requireSameCell(Layer from, Layer to) {
    if (from instanceof UnrollLayer a && to instanceof UnrollLayer b) {
      String source = a.singleBias().cell().name();
      String target = b.singleBias().cell().name();
      if (!source.equals(target)) {
        throw new IllegalArgumentException(
            "Dl4jWeights: there is no conversion from the cell %s to the cell %s."
                .formatted(source, target));
      }
    }
  }

  private static void requireStandard(AbstractLSTM layer) {
    String name = layer.getClass().getSimpleName();
    requireActivation(name + ": activation", layer.getActivationFn(), new ActivationTanH());
    requireActivation(
        name + ": gateActivationFunction", layer.getGateActivationFn(), new ActivationSigmoid());
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
