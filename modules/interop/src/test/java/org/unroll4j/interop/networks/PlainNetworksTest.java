package org.unroll4j.interop.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.unroll4j.dl4j.ModelFiles;
import org.unroll4j.interop.Networks;
import org.unroll4j.interop.Stacks;

/** Networks that Deeplearning4j alone can load. */
class PlainNetworksTest {

  private final Stacks stacks = new Stacks(71);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"lstm", "rnn", "peepholes"})
  void theNetworkGivesTheSameAndNamesNoClassOfOurs(String cell) throws IOException {
    ComputationGraph ours = Networks.perStep(cell, stacks);
    ComputationGraph plain = PlainNetworks.of(ours, Set.of());
    assertThat(plain.getConfiguration().toJson()).doesNotContain("unroll4j");
    Path file = folder.resolve("plain.zip");
    ModelFiles.save(plain, file);
    ComputationGraph loaded = ModelSerializer.restoreComputationGraph(file.toFile(), true);
    INDArray indices = Nd4j.createFromArray(1f, 6f, 0f, 3f, 2f, 5f).reshape('c', 2, 1, 3);
    INDArray numbers = stacks.array(DataType.FLOAT, 2, Networks.CHANNELS, 3);
    INDArray expected = ours.output(indices, numbers)[0];
    INDArray actual = loaded.output(indices, numbers)[0];
    assertThat(actual.sub(expected).amaxNumber().doubleValue()).isLessThan(1e-6);
  }

  @Test
  void passingVerticesAreLeftOut() {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.FLOAT)
                .graphBuilder()
                .addInputs("x")
                .addLayer("lstm", Networks.recurrent("lstm", 2, false), "x")
                .addVertex("one", new ScaleVertex(1), "lstm")
                .addVertex("two", new ScaleVertex(1), "one")
                .addLayer(
                    "out",
                    new RnnOutputLayer.Builder(LossFunction.XENT)
                        .nIn(5)
                        .nOut(1)
                        .activation(Activation.SIGMOID)
                        .build(),
                    "two")
                .setOutputs("out")
                .build());
    network.init();
    ComputationGraph plain = PlainNetworks.of(network, Set.of(ScaleVertex.class));
    assertThat(plain.getConfiguration().getVertices().keySet())
        .containsExactlyInAnyOrder("lstm", "out");
    INDArray x = stacks.array(DataType.FLOAT, 3, 2, 4);
    assertThat(plain.output(x)[0].sub(network.output(x)[0]).amaxNumber().doubleValue())
        .isLessThan(1e-6);
  }

  @Test
  void whatDeeplearning4jDoesNotHaveIsRefusedByName() {
    assertThatThrownBy(() -> PlainNetworks.of(Networks.perStep("gru", stacks), Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("UnrollGru has no counterpart among Deeplearning4j's layers");
    assertThatThrownBy(() -> PlainNetworks.of(Networks.perSequence("lstm", stacks), Set.of()))
        .hasMessage(
            "PlainNetworks: 'recurrent2' is a FinalState, which Deeplearning4j does not have.");
  }
}
