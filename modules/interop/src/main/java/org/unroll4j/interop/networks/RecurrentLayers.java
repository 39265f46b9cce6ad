package org.unroll4j.interop.networks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.GruCell;
import org.unroll4j.core.cell.GruParameters;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.LstmParameters;
import org.unroll4j.core.cell.PeepholeLstmCell;
import org.unroll4j.core.cell.PeepholeLstmParameters;
import org.unroll4j.core.cell.ProjectedLstmCell;
import org.unroll4j.core.cell.ProjectedLstmParameters;
import org.unroll4j.core.cell.RnnCell;
import org.unroll4j.core.cell.RnnParameters;
import org.unroll4j.core.network.Directions;
import org.unroll4j.core.network.StackShape;
import org.unroll4j.dl4j.FinalState;
import org.unroll4j.dl4j.UnrollGru;
import org.unroll4j.dl4j.UnrollLayer;
import org.unroll4j.dl4j.UnrollLstm;
import org.unroll4j.interop.StackWeights;

/**
 * Unroll4J's layers inside Deeplearning4j networks, as stacks of one layer: {@code UnrollLstm},
 * {@code UnrollGru} and {@code UnrollRnn}, also inside {@code Bidirectional} and the wrappers.
 */
public final class RecurrentLayers {

  /** The arrays of a layer by the names of a cell's parameters. */
  private static final Map<String, String> KEYS =
      Map.of(
          "inputWeights", "W",
          "recurrentWeights", "RW",
          "bias", "b",
          "recurrentBias", "bR",
          "secondBias", "b2",
          "peepholes", "P",
          "projection", "WR");

  private RecurrentLayers() {}

  /** Whether a layer is, or wraps, a recurrent layer of Unroll4J's. */
  public static boolean isRecurrent(Layer layer) {
    return inner(layer) instanceof UnrollLayer;
  }

  /** Whether nothing is wrapped around a recurrent layer but directions and {@link FinalState}. */
  public static boolean isPlainOrFinal(Layer layer) {
    Layer below = layer instanceof FinalState state ? state.getUnderlying() : layer;
    return !(below instanceof BaseWrapperLayer)
        && !(below instanceof Bidirectional both && both.getFwd() instanceof BaseWrapperLayer);
  }

  /**
   * The weights of a layer of an initialised network; the arrays are those of the network.
   *
   * @throws IllegalArgumentException if it is no recurrent layer of Unroll4J's, or merges its
   *     directions otherwise than side by side or as a sum
   */
  public static StackWeights<?, ?> weights(org.deeplearning4j.nn.api.Layer layer) {
    Layer conf = layer.conf().getLayer();
    Directions directions = directions(conf);
    List<Map<String, INDArray>> tables =
        directions == Directions.FORWARD
            ? List.of(layer.paramTable())
            : List.of(part(layer.paramTable(), "f"), part(layer.paramTable(), "b"));
    if (inner(conf) instanceof UnrollLayer unroll) {
      return new Reader(unroll, tables, directions).read();
    }
    throw new IllegalArgumentException(
        "RecurrentLayers: expected UnrollLstm, UnrollGru or UnrollRnn, but '%s' is %s."
            .formatted(conf.getLayerName(), inner(conf).getClass().getSimpleName()));
  }

  /**
   * Reads a layer of which the kind is known.
   *
   * @param tables one per direction, by Deeplearning4j's keys
   */
  private record Reader(
      UnrollLayer layer, List<Map<String, INDArray>> tables, Directions directions) {

    StackWeights<?, ?> read() {
      if (layer instanceof UnrollLstm lstm) {
        return lstm(lstm);
      }
      if (layer instanceof UnrollGru gru) {
        return stack(new GruCell(gru.getReset()), Reader::gru);
      }
      boolean relu = layer.getActivationFn() instanceof ActivationReLU;
      return stack(
          new RnnCell(relu ? RnnCell.Activation.RELU : RnnCell.Activation.TANH),
          t -> new RnnParameters(t.get("W"), t.get("RW"), t.get("b")));
    }

    private StackWeights<?, ?> lstm(UnrollLstm lstm) {
      if (lstm.isPeepholes()) {
        return stack(
            new PeepholeLstmCell(),
            t -> new PeepholeLstmParameters(t.get("W"), t.get("RW"), t.get("b"), t.get("P")));
      }
      if (lstm.getProjectedFrom() > 0) {
        return stack(
            new ProjectedLstmCell(Math.toIntExact(lstm.getNOut())),
            t -> new ProjectedLstmParameters(t.get("W"), t.get("RW"), t.get("b"), t.get("WR")));
      }
      return stack(new LstmCell(), t -> new LstmParameters(t.get("W"), t.get("RW"), t.get("b")));
    }

    private static GruParameters gru(Map<String, INDArray> table) {
      INDArray recurrentWeights = table.get("RW");
      INDArray recurrentBias =
          table.containsKey("bR")
              ? table.get("bR")
              : Nd4j.zeros(recurrentWeights.dataType(), recurrentWeights.size(0));
      return new GruParameters(table.get("W"), recurrentWeights, table.get("b"), recurrentBias);
    }

    private <P extends CellParameters<P>, S extends CellState<S>> StackWeights<?, ?> stack(
        Cell<P, S, ?> cell, Function<Map<String, INDArray>, P> parameters) {
      List<P> units = tables.stream().map(parameters).toList();
      int inputSize = Math.toIntExact(units.get(0).inputSize());
      int hiddenSize = Math.toIntExact(units.get(0).hiddenSize());
      StackShape<P, S> shape = new StackShape<>(cell, inputSize, hiddenSize, 1, directions);
      return layer.isTwoBiases()
          ? StackWeights.twoBiases(
              cell, shape, units, tables.stream().map(table -> table.get("b2")).toList())
          : new StackWeights<>(shape, units);
    }
  }

  /**
   * Overwrites the weights of a layer of an initialised network.
   *
   * @param weights of one layer with the structure of {@link #weights}
   * @throws IllegalArgumentException if the structures differ; nothing is written then
   */
  public static void assign(org.deeplearning4j.nn.api.Layer layer, StackWeights<?, ?> weights) {
    StackShape<?, ?> expected = weights(layer).shape();
    if (!expected.equals(weights.shape())) {
      throw new IllegalArgumentException(
          "RecurrentLayers: '%s' is %s, but the weights are for %s."
              .formatted(layer.conf().getLayer().getLayerName(), expected, weights.shape()));
    }
    for (int unit = 0; unit < weights.parameters().size(); unit++) {
      String prefix = expected.directions() == Directions.FORWARD ? "" : unit == 0 ? "f" : "b";
      weights
          .parameters()
          .get(unit)
          .named()
          .forEach(
              (name, array) ->
                  Optional.ofNullable(layer.getParam(prefix + KEYS.get(name)))
                      .ifPresent(target -> target.assign(array)));
    }
  }

  /** Both directions, or forward. */
  private static Directions directions(Layer conf) {
    if (conf instanceof BaseWrapperLayer wrapper) {
      return directions(wrapper.getUnderlying());
    }
    if (conf instanceof Bidirectional both) {
      return switch (both.getMode()) {
        case CONCAT -> Directions.BOTH_CONCATENATED;
        case ADD -> Directions.BOTH_SUMMED;
        default ->
            throw new IllegalArgumentException(
                "RecurrentLayers: the mode of Bidirectional '%s' must be CONCAT or ADD, but is %s."
                    .formatted(both.getLayerName(), both.getMode()));
      };
    }
    return Directions.FORWARD;
  }

  private static Layer inner(Layer conf) {
    if (conf instanceof BaseWrapperLayer wrapper) {
      return inner(wrapper.getUnderlying());
    }
    return conf instanceof Bidirectional both ? inner(both.getFwd()) : conf;
  }

  private static Map<String, INDArray> part(Map<String, INDArray> table, String prefix) {
    Map<String, INDArray> part = new LinkedHashMap<>();
    table.forEach(
        (key, array) -> {
          if (key.startsWith(prefix)) {
            part.put(key.substring(prefix.length()), array);
          }
        });
    return part;
  }
}
