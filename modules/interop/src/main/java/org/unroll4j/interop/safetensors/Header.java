package org.unroll4j.interop.safetensors;

import static org.unroll4j.interop.WeightFileException.quote;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.unroll4j.interop.WeightFileException;

/**
 * What the header of a file says.
 *
 * @param tensors by name, in the order of the header
 * @param metadata free text by key
 */
record Header(Map<String, TensorInfo> tensors, Map<String, String> metadata) {

  Header {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /**
   * Refuses tensors whose shapes do not fit their bytes, that overlap, leave bytes to nobody, or
   * leave the file.
   *
   * @param dataBytes how many bytes follow the header
   */
  void requireFit(Path file, long dataBytes) {
    tensors.values().forEach(tensor -> requireSize(file, tensor));
    List<TensorInfo> inOrder =
        tensors.values().stream()
            .sorted(Comparator.comparingLong(TensorInfo::from).thenComparingLong(TensorInfo::to))
            .toList();
    long end = 0;
    for (TensorInfo tensor : inOrder) {
      if (tensor.from() != end) {
        throw new WeightFileException(
            file,
            "has %s in its data: %s begins at byte %d, but expected %d, where the tensor before ends."
                .formatted(
                    tensor.from() < end ? "an overlap" : "a hole",
                    quote(tensor.name()),
                    tensor.from(),
                    end));
      }
      end = tensor.to();
    }
    if (end != dataBytes) {
      throw new WeightFileException(
          file,
          "must have %d bytes of data, as its header says, but has %d: it is cut off or damaged."
              .formatted(end, dataBytes));
    }
  }

  private static void requireSize(Path file, TensorInfo tensor) {
    int elementBytes =
        ElementType.bytesOf(tensor.type())
            .orElseThrow(
                () ->
                    new WeightFileException(
                        file,
                        "has the unknown element type %s in %s; known are %s."
                            .formatted(
                                quote(tensor.type()), quote(tensor.name()), ElementType.names())));
    long needed;
    try {
      needed = Math.multiplyExact(tensor.length(), (long) elementBytes);
    } catch (ArithmeticException e) {
      throw new WeightFileException(
          file, "has an absurd shape in %s.".formatted(quote(tensor.name())), e);
    }
    if (tensor.to() < tensor.from() || tensor.to() - tensor.from() != needed) {
      throw new WeightFileException(
          file,
          "says that %s has shape %s of %s, which is %d bytes, but gives it the bytes %d to %d."
              .formatted(
                  quote(tensor.name()),
                  tensor.shape(),
                  tensor.type(),
                  needed,
                  tensor.from(),
                  tensor.to()));
    }
  }
}
