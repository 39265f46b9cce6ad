package org.unroll4j.interop.keras;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.GruCell;
import org.unroll4j.core.cell.GruCell.Reset;
import org.unroll4j.core.cell.GruParameters;
import org.unroll4j.core.cell.HiddenState;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.RnnCell;
import org.unroll4j.core.network.Directions;
import org.unroll4j.core.network.StackShape;
import org.unroll4j.interop.StackWeights;
import org.unroll4j.interop.WeightFileException;

/**
 * The SimpleRNN, GRU and LSTM layers of a file that Keras wrote: {@code .h5}, {@code .weights.h5}
 * or {@code .keras}. Only the weights are read: activations are taken to be Keras's defaults, and
 * Bidirectional to concatenate.
 */
public final class KerasWeights {

  /** Bytes of the largest file that is read; it is held in memory. */
  public static final int LARGEST_FILE = 256 << 20;

  /** The weights in a {@code .keras} archive. */
  public static final String ENTRY = "model.weights.h5";

  private KerasWeights() {}

  /** All layers, with tanh in a SimpleRNN. */
  public static List<KerasLayer> read(Path file) throws IOException {
    return read(file, RnnCell.Activation.TANH);
  }

  /**
   * All layers in the order of the file.
   *
   * @param activation of a SimpleRNN
   * @throws WeightFileException if the file is not one of Keras's, is damaged or too large
   * @throws IOException if there is no such file, or the disk cannot be read
   */
  public static List<KerasLayer> read(Path file, RnnCell.Activation activation) throws IOException {
    Map<String, INDArray> arrays = arrays(file);
    Map<String, List<KerasPlace>> layers = new LinkedHashMap<>();
    for (KerasPlace place : KerasPlace.all(arrays.keySet())) {
      layers.computeIfAbsent(place.layer(), name -> new ArrayList<>()).add(place);
    }
    List<KerasLayer> read = new ArrayList<>();
    layers.forEach(
        (name, places) -> read.add(new KerasLayer(name, layer(file, arrays, places, activation))));
    return read;
  }

  /**
   * All arrays of floating point numbers, by their paths; FLOAT, or DOUBLE for eight bytes.
   *
   * @throws WeightFileException if the file is no HDF5, is damaged or too large
   * @throws IOException if there is no such file, or the disk cannot be read
   */
  public static Map<String, INDArray> arrays(Path file) throws IOException {
    return Hdf5Arrays.read(file, content(file));
  }

  private static byte[] content(Path file) throws IOException {
    byte[] content;
    try (InputStream in = Files.newInputStream(file)) {
      content = in.readNBytes(LARGEST_FILE + 1);
    }
    if (content.length > 1 && content[0] == 'P' && content[1] == 'K') {
      content = KerasArchive.weights(file);
    }
    if (content.length > LARGEST_FILE) {
      throw new WeightFileException(
          file, "has more than %d bytes, which are not read.".formatted(LARGEST_FILE));
    }
    return content;
  }

  private static StackWeights<?, ?> layer(
      Path file,
      Map<String, INDArray> arrays,
      List<KerasPlace> places,
      RnnCell.Activation activation) {
    List<KerasPlace> inOrder = KerasPlace.forwardFirst(file, places);
    List<KerasUnit> units = inOrder.stream().map(place -> place.unit(file, arrays)).toList();
    KerasUnit first = units.get(0);
    for (KerasUnit unit : units) {
      if (unit.gates() != first.gates()
          || !unit.kernel().equalShapes(first.kernel())
          || unit.kernel().dataType() != first.kernel().dataType()) {
        throw KerasUnit.refused(file, unit.path(), "is not made like the other direction");
      }
    }
    return switch (first.gates()) {
      case 1 -> stack(new RnnCell(activation), units, KerasUnit::rnn);
      case 3 -> gru(file, units);
      default -> stack(new LstmCell(), units, KerasUnit::lstm);
    };
  }

  private static StackWeights<?, ?> gru(Path file, List<KerasUnit> units) {
    Reset reset = units.get(0).reset();
    for (KerasUnit unit : units) {
      if (unit.reset() != reset) {
        throw KerasUnit.refused(file, unit.path(), "is not made like the other direction");
      }
    }
    StackWeights<GruParameters, HiddenState> first =
        stack(new GruCell(reset), units, KerasUnit::gru);
    return reset == Reset.BEFORE_PRODUCT
        ? first
        : StackWeights.of(
            first.shape().cell(),
            first.shape(),
            first.parameters(),
            units.stream().map(KerasUnit::secondBias).toList());
  }

  private static <P extends CellParameters<P>, S extends CellState<S>> StackWeights<P, S> stack(
      Cell<P, S, ?> cell, List<KerasUnit> units, Function<KerasUnit, P> parameters) {
    INDArray kernel = units.get(0).kernel();
    StackShape<P, S> shape =
        new StackShape<>(
            cell,
            Math.toIntExact(kernel.size(0)),
            Math.toIntExact(kernel.size(1) / cell.gates()),
            1,
            units.size() == 2 ? Directions.BOTH_CONCATENATED : Directions.FORWARD);
    return new StackWeights<>(shape, units.stream().map(parameters).toList());
  }
}
