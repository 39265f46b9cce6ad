package org.unroll4j.interop.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.interop.Networks;
import org.unroll4j.interop.Stacks;
import org.unroll4j.interop.safetensors.Safetensors;

/** Whole networks as named arrays. */
class NetworkArraysTest {

  @TempDir private Path folder;

  @Test
  void namesAndShapesAreThoseOfPyTorch() {
    Map<String, INDArray> arrays = NetworkArrays.of(Networks.perSequence("gru", new Stacks(1)));
    assertThat(arrays.keySet())
        .startsWith("embedding1.weight", "recurrent1.weight_ih_l0", "recurrent1.weight_hh_l0")
        .contains("recurrent2.bias_hh_l0_reverse")
        .endsWith("probability.weight", "probability.bias")
        .hasSize(1 + 8 + 8 + 2);
    assertThat(arrays.get("embedding1.weight").shape()).containsExactly(7, 3);
    assertThat(arrays.get("probability.weight").shape()).containsExactly(3, 10);
    assertThat(arrays.get("probability.bias").shape()).containsExactly(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm", "gru", "rnn", "projection", "two biases"})
  void aNetworkGoesThroughAFileBitByBit(String cell) throws IOException {
    requireRoundTrip(Networks.perStep(cell, new Stacks(2)), Networks.perStep(cell, new Stacks(3)));
    requireRoundTrip(
        Networks.perSequence(cell, new Stacks(4)), Networks.perSequence(cell, new Stacks(5)));
  }

  private void requireRoundTrip(ComputationGraph from, ComputationGraph to) throws IOException {
    Path file = folder.resolve("network.safetensors");
    Safetensors.write(file, NetworkArrays.of(from), Map.of("format", "pt"));
    assertThat(to.params().distance2(from.params())).isPositive();
    NetworkArrays.assign(to, Safetensors.read(file));
    assertThat(to.params().toFloatVector()).isEqualTo(from.params().toFloatVector());
  }

  @Test
  void whatDoesNotFitIsRefusedAndNothingIsWritten() {
    ComputationGraph network = Networks.perStep("lstm", new Stacks(6));
    float[] before = network.params().toFloatVector();
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    NetworkArrays.of(network).forEach((name, array) -> arrays.put(name, array.add(1)));
    INDArray weight = arrays.remove("probability.weight");
    assertThatThrownBy(() -> NetworkArrays.assign(network, arrays))
        .hasMessageContaining("[probability.weight] are missing and [] are too many.");
    arrays.put("probability.weight", weight.transpose());
    assertThatThrownBy(() -> NetworkArrays.assign(network, arrays))
        .hasMessage("NetworkArrays: 'probability.weight' must have shape [1, 5], but has [5, 1].");
    assertThat(network.params().toFloatVector()).isEqualTo(before);
  }

  @Test
  void layersWithoutACounterpartAreRefusedByName() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.FLOAT)
                .list()
                .layer(new PReLULayer.Builder().inputShape(3).build())
                .build());
    network.init();
    assertThatThrownBy(() -> NetworkArrays.of(network.toComputationGraph()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is a PReLULayer, which has no counterpart in PyTorch here.");
  }
}
