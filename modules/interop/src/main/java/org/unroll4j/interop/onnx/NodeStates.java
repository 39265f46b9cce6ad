package org.unroll4j.interop.onnx;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import onnx.Onnx.NodeProto;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.interop.StackWeights;

/** Where a recurrent node starts from. */
record NodeStates(Path file, OnnxModel model, NodeProto node) {

  private static final int INITIAL_HIDDEN = 5;
  private static final int INITIAL_CELL = 6;

  OnnxLayer layer(String name, StackWeights<?, ?> weights) {
    Map<String, INDArray> constant = new LinkedHashMap<>();
    Set<String> computed = new LinkedHashSet<>();
    put("hidden", INITIAL_HIDDEN, weights, constant, computed);
    put("cell", INITIAL_CELL, weights, constant, computed);
    return new OnnxLayer(name, weights, constant, computed);
  }

  private void put(
      String state,
      int input,
      StackWeights<?, ?> weights,
      Map<String, INDArray> constant,
      Set<String> computed) {
    if (input >= node.getInputCount() || node.getInput(input).isEmpty()) {
      return;
    }
    ValueSources sources = model.sources();
    switch (sources.of(node.getInput(input))) {
      case ZEROS, GIVEN -> {}
      case CONSTANT -> constant.put(state, constant(state, node.getInput(input), weights));
      case COMPUTED -> computed.add(state);
    }
  }

  private INDArray constant(String state, String value, StackWeights<?, ?> weights) {
    INDArray array = model.array(model.sources().expanded(value));
    long directions = weights.shape().directions().count();
    boolean fits =
        array.rank() == 3
            && array.size(0) == directions
            && array.size(2) == weights.shape().hiddenSize();
    if (!fits) {
      throw NodeAttributes.refused(
          file,
          node,
          "must have an initial %s state of shape [%d, N, %d], but has %s"
              .formatted(
                  state, directions, weights.shape().hiddenSize(), Arrays.toString(array.shape())));
    }
    return array;
  }
}
