package org.unroll4j.interop.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.AttributeProto.AttributeType;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.protobuf.ByteString;

/** Collects the parts of a graph. Values are known by their names. */
final class GraphWriter {

  /** Of 2021: old enough to be read everywhere, and the first without known gaps for this. */
  private static final int OPERATOR_SET = 15;

  private static final int IR_VERSION = 8;

  /** The name of a size that is known when the graph runs. */
  static final String STEPS = "steps";

  static final String BATCH = "batch";

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("unroll4j");
  private final DataType type;

  /** For weights and activations of one type, FLOAT or DOUBLE. */
  GraphWriter(DataType type) {
    if (type != DataType.FLOAT && type != DataType.DOUBLE) {
      throw new IllegalArgumentException(
          "ONNX: weights must be of type FLOAT or DOUBLE, but are %s.".formatted(type));
    }
    this.type = type;
  }

  /**
   * An input of the weights' type.
   *
   * @param sizes numbers, or texts for sizes that are known when the graph runs
   */
  void input(String name, Object... sizes) {
    graph.addInput(value(name, tensorType(), sizes));
  }

  void integers(String name, TensorProto.DataType elements, Object... sizes) {
    graph.addInput(value(name, elements, sizes));
  }

  void output(String name, Object... sizes) {
    graph.addOutput(value(name, tensorType(), sizes));
  }

  /** A constant of the weights' type. */
  String constant(String name, INDArray array) {
    INDArray rowMajor = array.dup('c');
    int bytes = Math.toIntExact(rowMajor.length() * type.width());
    ByteBuffer data = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (type == DataType.DOUBLE) {
      data.asDoubleBuffer().put(rowMajor.data().asDouble());
    } else {
      data.asFloatBuffer().put(rowMajor.data().asFloat());
    }
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(tensorType().getNumber())
            .setRawData(ByteString.copyFrom(data));
    for (long size : array.shape()) {
      tensor.addDims(size);
    }
    graph.addInitializer(tensor);
    return name;
  }

  /** A constant vector of integers. */
  String constant(String name, long... values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.INT64.getNumber())
            .addDims(values.length);
    for (long value : values) {
      tensor.addInt64Data(value);
    }
    graph.addInitializer(tensor);
    return name;
  }

  /** A node with one output, which it is named after. */
  String node(String operator, List<String> inputs, String output, AttributeProto... attributes) {
    node(operator, inputs, List.of(output), attributes);
    return output;
  }

  /** A node with several outputs; it is named after the first. */
  void node(
      String operator, List<String> inputs, List<String> outputs, AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .setName(outputs.get(0))
            .addAllInput(inputs)
            .addAllOutput(outputs)
            .addAllAttribute(List.of(attributes)));
  }

  static AttributeProto attribute(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
  }

  static AttributeProto attribute(String name, String value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  static AttributeProto integers(String name, List<Long> values) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.INTS)
        .addAllInts(values)
        .build();
  }

  static AttributeProto words(String name, List<String> values) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.STRINGS)
        .addAllStrings(values.stream().map(ByteString::copyFromUtf8).toList())
        .build();
  }

  ModelProto model() {
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("unroll4j")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET))
        .setGraph(graph)
        .build();
  }

  private TensorProto.DataType tensorType() {
    return type == DataType.DOUBLE ? TensorProto.DataType.DOUBLE : TensorProto.DataType.FLOAT;
  }

  private static ValueInfoProto value(String name, TensorProto.DataType elements, Object... sizes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (Object size : sizes) {
      TensorShapeProto.Dimension.Builder dimension = shape.addDimBuilder();
      if (size instanceof Number number) {
        dimension.setDimValue(number.longValue());
      } else {
        dimension.setDimParam(size.toString());
      }
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(elements.getNumber())
                        .setShape(shape)))
        .build();
  }
}
