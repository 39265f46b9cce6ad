package org.unroll4j.interop.keras;

import static org.unroll4j.interop.WeightFileException.quote;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.interop.WeightFileException;

/**
 * The arrays of floating point numbers in an HDF5 file, by their paths. The file is in memory, so
 * that nothing beside it can be read; links, which could lead elsewhere, are refused.
 */
final class Hdf5Arrays {

  private static final int DEEPEST = 16;
  private static final int MOST_NODES = 100_000;

  private final Path file;
  private final int bytes;
  private final Map<String, INDArray> arrays = new LinkedHashMap<>();
  private int nodes;

  private Hdf5Arrays(Path file, int bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  /**
   * Reads all of them: FLOAT, or DOUBLE for eight bytes.
   *
   * @throws WeightFileException if the content is no HDF5, is damaged, or has links
   */
  static Map<String, INDArray> read(Path file, byte[] content) {
    Hdf5Arrays reader = new Hdf5Arrays(file, content.length);
    try (HdfFile hdf = HdfFile.fromBytes(content)) {
      reader.walk(hdf, 0);
    } catch (WeightFileException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      // The library has an exception for what it finds wrong, and others for what it does not.
      throw new WeightFileException(file, "is no HDF5 file, or is damaged.", e);
    }
    return reader.arrays;
  }

  private void walk(Group group, int depth) {
    for (Node node : group.getChildren().values()) {
      nodes++;
      if (nodes > MOST_NODES || depth > DEEPEST) {
        throw new WeightFileException(
            file,
            "has more than %d nodes, or more than %d levels of them."
                .formatted(MOST_NODES, DEEPEST));
      }
      if (node.isLink()) {
        throw new WeightFileException(
            file, "has the link %s, which is not followed.".formatted(quote(node.getPath())));
      }
      if (node instanceof Group inner) {
        walk(inner, depth + 1);
      } else if (node instanceof Dataset dataset && isOfNumbers(dataset)) {
        arrays.put(dataset.getPath(), array(dataset));
      }
    }
  }

  private static boolean isOfNumbers(Dataset dataset) {
    Class<?> type = dataset.getJavaType();
    return (type == float.class || type == double.class)
        && !dataset.isCompound()
        && !dataset.isVariableLength();
  }

  private INDArray array(Dataset dataset) {
    if (!dataset.getFilters().isEmpty()) {
      throw new WeightFileException(
          file,
          "has %s compressed, which is not read; save it uncompressed, as Keras does."
              .formatted(quote(dataset.getPath())));
    }
    if (dataset.getSizeInBytes() < 0 || dataset.getSizeInBytes() > bytes) {
      throw new WeightFileException(
          file, "has an absurd shape in %s.".formatted(quote(dataset.getPath())));
    }
    long[] shape = Arrays.stream(dataset.getDimensions()).asLongStream().toArray();
    Object flat = dataset.getDataFlat();
    if (flat instanceof double[] values && values.length > 0) {
      return Nd4j.createFromArray(values).reshape('c', shape);
    }
    if (flat instanceof float[] values && values.length > 0) {
      return Nd4j.createFromArray(values).reshape('c', shape);
    }
    if (flat instanceof Double value) {
      return Nd4j.scalar(value.doubleValue());
    }
    if (flat instanceof Float value) {
      return Nd4j.scalar(value.floatValue());
    }
    return Nd4j.empty();
  }
}
