package org.unroll4j.interop.safetensors;

import java.util.List;

/**
 * What a file says about one of its tensors.
 *
 * @param name its name
 * @param type its element type as the file names it: {@code F32}, {@code I64} …
 * @param shape its sizes, row-major; empty for a single number
 * @param from where its bytes begin, counted from the first byte after the header
 * @param to where they end, exclusive
 */
public record TensorInfo(String name, String type, List<Long> shape, long from, long to) {

  /** A copy of the list is kept. */
  public TensorInfo {
    shape = List.copyOf(shape);
  }

  /** Number of elements. */
  public long length() {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }

  /** Whether its type is one that is read. */
  public boolean isRead() {
    return ElementType.named(type).isPresent();
  }
}
