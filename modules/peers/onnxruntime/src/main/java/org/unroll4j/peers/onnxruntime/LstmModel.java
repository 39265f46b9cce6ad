package org.unroll4j.peers.onnxruntime;

import java.util.List;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.unroll4j.peers.work.Problem;
import org.unroll4j.peers.work.Work;

/**
 * An ONNX file with one LSTM node: inputs {@code X} [T, N, F], {@code initial_h} and {@code
 * initial_c} [1, N, H]; outputs {@code Y} [T, 1, N, H], {@code Y_h} and {@code Y_c} [1, N, H].
 *
 * <p>The operator's blocks stand in the order i, o, f, c, one row per unit.
 */
final class LstmModel {

  private static final int OPERATORS = 14;
  private static final int FORMAT = 8;

  /** Where the blocks i, o, f, c stand among ours, which are i, f, g, o. */
  private static final int[] BLOCKS = {0, 3, 1, 2};

  private LstmModel() {}

  /** The file's bytes. */
  static byte[] of(Work work, Problem.Weights weights) {
    Work.Size size = work.size();
    int h = size.hidden();
    float[] bias = new float[8 * h];
    System.arraycopy(inOnnxOrder(weights.bias(), 1, h), 0, bias, 0, 4 * h);
    NodeProto node =
        NodeProto.newBuilder()
            .setOpType("LSTM")
            .addAllInput(List.of("X", "W", "R", "B", "", "initial_h", "initial_c"))
            .addAllOutput(List.of("Y", "Y_h", "Y_c"))
            .addAttribute(
                AttributeProto.newBuilder()
                    .setName("hidden_size")
                    .setType(AttributeProto.AttributeType.INT)
                    .setI(h))
            .build();
    GraphProto graph =
        GraphProto.newBuilder()
            .setName("lstm")
            .addNode(node)
            .addInitializer(
                tensor("W", inOnnxOrder(weights.input(), size.inputs(), h), 4 * h, size.inputs()))
            .addInitializer(tensor("R", inOnnxOrder(weights.recurrent(), h, h), 4 * h, h))
            .addInitializer(tensor("B", bias, 8 * h))
            .addInput(value("X", size.steps(), size.batch(), size.inputs()))
            .addInput(value("initial_h", 1, size.batch(), h))
            .addInput(value("initial_c", 1, size.batch(), h))
            .addOutput(value("Y", size.steps(), 1, size.batch(), h))
            .addOutput(value("Y_h", 1, size.batch(), h))
            .addOutput(value("Y_c", 1, size.batch(), h))
            .build();
    return ModelProto.newBuilder()
        .setIrVersion(FORMAT)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATORS))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  /** [rows, 4H] in our order → [4H, rows] in ONNX's order. */
  static float[] inOnnxOrder(float[] ours, int rows, int hidden) {
    float[] theirs = new float[ours.length];
    for (int block = 0; block < BLOCKS.length; block++) {
      for (int unit = 0; unit < hidden; unit++) {
        for (int row = 0; row < rows; row++) {
          theirs[(block * hidden + unit) * rows + row] =
              ours[row * BLOCKS.length * hidden + BLOCKS[block] * hidden + unit];
        }
      }
    }
    return theirs;
  }

  /** A tensor for one direction, [1, dims…]. */
  private static TensorProto tensor(String name, float[] values, int... dims) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.FLOAT.getNumber())
            .addDims(1);
    for (int dim : dims) {
      tensor.addDims(dim);
    }
    for (float value : values) {
      tensor.addFloatData(value);
    }
    return tensor.build();
  }

  private static ValueInfoProto value(String name, long... dims) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long dim : dims) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(dim));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(TensorProto.DataType.FLOAT.getNumber())
                        .setShape(shape)))
        .build();
  }
}
