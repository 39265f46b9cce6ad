package org.unroll4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.earlystopping.EarlyStoppingResult;
import org.deeplearning4j.earlystopping.saver.InMemoryModelSaver;
import org.deeplearning4j.earlystopping.scorecalc.DataSetLossCalculator;
import org.deeplearning4j.earlystopping.termination.MaxEpochsTerminationCondition;
import org.deeplearning4j.earlystopping.trainer.EarlyStoppingTrainer;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.TimeDistributed;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.listeners.CollectScoresListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The layers in the everyday life of a Deeplearning4j network. */
class TrainingTest {

  private static final int F = 3;
  private static final int H = 7;

  /** The class at a step is whether the first input has been positive more often than not. */
  private static DataSet batch(long seed, int size, int steps) {
    INDArray x = Networks.random(seed, DataType.FLOAT, 1, size, F, steps);
    INDArray y = Nd4j.zeros(DataType.FLOAT, size, 2, steps);
    INDArray mask = Nd4j.zeros(DataType.FLOAT, size, steps);
    for (int n = 0; n < size; n++) {
      int balance = 0;
      for (int t = 0; t < steps; t++) {
        balance += x.getDouble(n, 0, t) > 0 ? 1 : -1;
        y.putScalar(new int[] {n, balance > 0 ? 1 : 0, t}, 1);
        mask.putScalar(n, t, t <= n % steps || n % 3 == 0 ? 1 : 0);
      }
    }
    return new DataSet(x, y, mask, mask.dup());
  }

  private static MultiLayerNetwork network(Kind kind, WorkspaceMode workspaces) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            Networks.settings(DataType.FLOAT, new Adam(0.02))
                .trainingWorkspaceMode(workspaces)
                .inferenceWorkspaceMode(workspaces)
                .list()
                .layer(kind.layer(F, H))
                .layer(new Bidirectional(kind.layer(H, H)))
                .layer(
                    new RnnOutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(2 * H)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    return network;
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void learnsAndIsIndifferentToWorkspaces(Kind kind) {
    MultiLayerNetwork enabled = network(kind, WorkspaceMode.ENABLED);
    MultiLayerNetwork none = network(kind, WorkspaceMode.NONE);
    none.params().assign(enabled.params());
    DataSet data = batch(1, 16, 7);
    double before = enabled.score(data);
    for (int update = 0; update < 6; update++) {
      DataSet next = batch(update, 12 + update % 5, 5 + update % 4);
      enabled.fit(next);
      none.fit(next);
    }
    assertThat(enabled.params().sub(none.params()).amaxNumber().doubleValue()).isZero();
    assertThat(enabled.score(data)).isLessThan(before);
    assertThat(enabled.output(data.getFeatures(), false, data.getFeaturesMaskArray(), null))
        .isEqualTo(none.output(data.getFeatures(), false, data.getFeaturesMaskArray(), null));
  }

  @Test
  void iteratorsListenersEvaluationAndEarlyStopping() {
    MultiLayerNetwork network = network(Kind.LSTM, WorkspaceMode.ENABLED);
    var train = new ListDataSetIterator<>(batch(1, 24, 6).asList(), 8);
    var test = new ListDataSetIterator<>(batch(2, 16, 6).asList(), 8);
    CollectScoresListener scores = new CollectScoresListener(1);
    network.setListeners(scores);
    EarlyStoppingResult<MultiLayerNetwork> result =
        new EarlyStoppingTrainer(
                new EarlyStoppingConfiguration.Builder<MultiLayerNetwork>()
                    .epochTerminationConditions(new MaxEpochsTerminationCondition(3))
                    .scoreCalculator(new DataSetLossCalculator(test, true))
                    .modelSaver(new InMemoryModelSaver<>())
                    .build(),
                network,
                train)
            .fit();
    assertThat(result.getScoreVsEpoch()).hasSize(3);
    assertThat(result.getScoreVsEpoch().get(2)).isLessThan(result.getScoreVsEpoch().get(0));
    assertThat(scores.getListScore().size()).isEqualTo(9);
    assertThat(result.getBestModel().evaluate(test).accuracy()).isBetween(0.0, 1.0);
  }

  @Test
  void clonesAreIndependentAlsoInThreads() throws Exception {
    MultiLayerNetwork network = network(Kind.GRU_RESET_AFTER, WorkspaceMode.ENABLED);
    DataSet data = batch(1, 8, 5);
    INDArray before = network.params().dup();
    MultiLayerNetwork reference = network.clone();
    for (int update = 0; update < 5; update++) {
      reference.fit(data);
    }
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<Future<INDArray>> results = new ArrayList<>();
      for (int k = 0; k < 3; k++) {
        MultiLayerNetwork own = network.clone();
        DataSet copy = data.copy();
        results.add(
            threads.submit(
                () -> {
                  for (int update = 0; update < 5; update++) {
                    own.fit(copy);
                  }
                  return own.params();
                }));
      }
      for (Future<INDArray> result : results) {
        assertThat(result.get().distance2(reference.params())).isZero();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(network.params().distance2(before)).isZero();
    assertThat(reference.params().distance2(before)).isPositive();
  }

  /** With dropout the gradient belongs to the very mask that the forward pass drew. */
  @ParameterizedTest
  @EnumSource(RNNFormat.class)
  void dropoutKeepsInputsAndDropsTheirGradient(RNNFormat format) {
    double keep = 0.6;
    MultiLayerNetwork network =
        Networks.network(
            Networks.perStep(H, 1, format),
            new UnrollLstm.Builder().dropOut(keep).nIn(40).nOut(H).dataFormat(format).build());
    INDArray x =
        Nd4j.ones(
            DataType.DOUBLE,
            format == RNNFormat.NCW ? new long[] {5, 40, 6} : new long[] {5, 6, 40});
    INDArray y =
        Networks.random(3, format == RNNFormat.NCW ? new long[] {5, 1, 6} : new long[] {5, 6, 1});

    INDArray gradient = network.calculateGradients(x, y, null, null).getSecond();
    double dropped = gradient.eq(0).castTo(DataType.DOUBLE).meanNumber().doubleValue();
    assertThat(dropped).isBetween(1 - keep - 0.06, 1 - keep + 0.06);
    assertThat(x.minNumber().doubleValue()).as("the caller's input").isEqualTo(1);
    assertThat(network.output(x).distance2(network.output(x))).as("inference").isZero();
    INDArray inputs = network.getLayer(0).input();
    assertThat(inputs).isNull();
  }

  @ParameterizedTest
  @EnumSource(RNNFormat.class)
  void standsBetweenOtherKindsOfLayers(RNNFormat format) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            Networks.settings(DataType.FLOAT, new Adam(0.02))
                .list()
                .layer(
                    new EmbeddingSequenceLayer.Builder()
                        .nIn(5)
                        .nOut(F)
                        .outputDataFormat(format)
                        .build())
                .layer(Kind.GRU_RESET_AFTER.layer(F, H, format))
                .layer(
                    new TimeDistributed(
                        new DenseLayer.Builder().nIn(H).nOut(F).activation(Activation.TANH).build(),
                        format))
                .layer(new FinalState(Kind.LSTM.layer(F, H, format)))
                .layer(Networks.perSequence(H, 1))
                .build());
    network.init();
    INDArray x = Nd4j.createFromArray(new int[][] {{0, 3, 2, 4}, {1, 1, 0, 0}, {4, 2, 0, 0}});
    INDArray y = Networks.random(3, DataType.FLOAT, 1, 3, 1);
    INDArray mask = Nd4j.createFromArray(new float[][] {{1, 1, 1, 1}, {1, 1, 0, 0}, {1, 1, 1, 0}});
    DataSet data = new DataSet(x.castTo(DataType.FLOAT), y, mask, null);
    double before = network.score(data);
    for (int update = 0; update < 30; update++) {
      network.fit(data);
    }
    assertThat(network.score(data)).isLessThan(0.5 * before);
  }

  /** The network's gradient from errors that come from outside is that of its own loss. */
  @Test
  void errorsFromOutside() {
    MultiLayerNetwork network =
        Networks.network(
            Networks.perStep(H, 1, RNNFormat.NCW), Kind.LSTM.layer(F, H), Kind.LSTM.layer(H, H));
    INDArray x = Networks.random(2, 4, F, 5);
    INDArray y = Networks.random(3, 4, 1, 5);
    network.setInput(x);
    network.setLabels(y);
    network.computeGradientAndScore();
    INDArray expected = network.getGradient().getGradientFor("0_RW").dup();
    INDArray errors = network.output(x).sub(y).muli(2);
    INDArray weights = network.getParam("2_W").reshape(1, H, 1);
    INDArray epsilon = Nd4j.concat(1, Collections.nCopies(H, errors).toArray(INDArray[]::new));
    epsilon.muli(weights.broadcast(epsilon.ulike()));

    MultiLayerNetwork body =
        new MultiLayerNetwork(
            Networks.settings(DataType.DOUBLE, new Sgd(0))
                .list()
                .layer(Kind.LSTM.layer(F, H))
                .layer(Kind.LSTM.layer(H, H))
                .build());
    body.init();
    body.params().assign(network.params().get(NDArrayIndex.interval(0, body.numParams())));
    body.setInput(x);
    body.feedForward(true, false);
    INDArray actual =
        body.backpropGradient(epsilon, LayerWorkspaceMgr.noWorkspaces())
            .getFirst()
            .getGradientFor("0_RW");

    assertThat(actual.distance2(expected)).isLessThan(1e-12);
    assertThat(expected.norm2Number().doubleValue()).isPositive();
  }

  @Test
  void dropConnectChangesTrainingOnly() {
    MultiLayerNetwork network =
        Networks.network(
            Networks.perStep(H, 1, RNNFormat.NCW),
            new UnrollLstm.Builder().weightNoise(new DropConnect(0.5)).nIn(F).nOut(H).build());
    INDArray x = Networks.random(2, 4, F, 5);
    assertThat(network.output(x, true).distance2(network.output(x, true))).isPositive();
    assertThat(network.output(x).distance2(network.output(x))).isZero();
  }

  @Test
  void frozenLayersStayWhatTheyAre() {
    MultiLayerNetwork network =
        Networks.network(
            Networks.perStep(H, 1, RNNFormat.NCW), Kind.LSTM.layer(F, H), Kind.LSTM.layer(H, H));
    MultiLayerNetwork tuned =
        new TransferLearning.Builder(network)
            .fineTuneConfiguration(
                new org.deeplearning4j.nn.transferlearning.FineTuneConfiguration.Builder()
                    .updater(new Sgd(0.1))
                    .build())
            .setFeatureExtractor(0)
            .build();
    tuned.fit(Networks.random(2, 4, F, 5), Networks.random(3, 4, 1, 5));
    assertThat(tuned.getLayer(0).params().distance2(network.getLayer(0).params())).isZero();
    assertThat(tuned.getLayer(1).params().distance2(network.getLayer(1).params())).isPositive();
  }
}
