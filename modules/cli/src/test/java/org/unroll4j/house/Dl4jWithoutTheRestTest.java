package org.unroll4j.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.datavec.api.records.reader.impl.csv.CSVRecordReader;
import org.datavec.api.split.FileSplit;
import org.deeplearning4j.datasets.datavec.RecordReaderDataSetIterator;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.earlystopping.saver.InMemoryModelSaver;
import org.deeplearning4j.earlystopping.scorecalc.DataSetLossCalculator;
import org.deeplearning4j.earlystopping.termination.MaxEpochsTerminationCondition;
import org.deeplearning4j.earlystopping.trainer.EarlyStoppingGraphTrainer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.listeners.CollectScoresListener;
import org.deeplearning4j.optimize.listeners.PerformanceListener;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.evaluation.classification.EvaluationBinary;
import org.nd4j.evaluation.classification.ROC;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Deeplearning4j comes here without its image, video, HDF5, Keras and UI libraries: what a user of
 * recurrent networks needs of it still works.
 */
class Dl4jWithoutTheRestTest {

  private static final int INPUTS = 3;
  private static final int STEPS = 7;

  @TempDir Path folder;

  @Test
  void recurrentNetworkIsTrainedEvaluatedSavedAndLoaded() throws Exception {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(5)
            .updater(new Adam(0.02))
            .list()
            .layer(new Bidirectional(new LSTM.Builder().nIn(INPUTS).nOut(5).build()))
            .layer(
                new RnnOutputLayer.Builder(LossFunction.XENT)
                    .dataFormat(RNNFormat.NCW)
                    .activation(Activation.SIGMOID)
                    .nIn(10)
                    .nOut(1)
                    .build())
            .build();
    MultiLayerNetwork network =
        new MultiLayerNetwork(MultiLayerConfiguration.fromJson(configuration.toJson()));
    network.init();
    CollectScoresListener scores = new CollectScoresListener(1);
    network.setListeners(scores, new PerformanceListener(100));
    DataSetIterator data = new ListDataSetIterator<>(sequences(24).asList(), 8);
    double before = network.score(sequences(24));

    network.fit(data, 30);

    assertThat(network.score(sequences(24))).isLessThan(0.7 * before);
    assertThat(scores.getListScore().size()).isEqualTo(90);
    EvaluationBinary evaluation = network.doEvaluation(data, new EvaluationBinary())[0];
    assertThat(evaluation.totalCount(0)).isEqualTo(24 * STEPS);
    ROC roc = network.evaluateROC(data, 0);
    assertThat(roc.calculateAUC()).isGreaterThan(0.8);

    Path file = folder.resolve("network.zip");
    ModelSerializer.writeModel(network, file.toFile(), true);
    MultiLayerNetwork loaded = ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);
    INDArray input = sequences(4).getFeatures();
    assertThat(loaded.output(input)).isEqualTo(network.output(input));
    assertThat(loaded.getUpdater().getStateViewArray())
        .isEqualTo(network.getUpdater().getStateViewArray());
  }

  @Test
  void graphStopsEarly() {
    ComputationGraphConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(6)
            .updater(new Adam(0.01))
            .graphBuilder()
            .addInputs("in")
            .addLayer("dense", new DenseLayer.Builder().nIn(INPUTS).nOut(4).build(), "in")
            .addLayer("norm", new BatchNormalization.Builder().nIn(4).nOut(4).build(), "dense")
            .addLayer(
                "out",
                new OutputLayer.Builder(LossFunction.MSE)
                    .activation(Activation.IDENTITY)
                    .nIn(4)
                    .nOut(1)
                    .build(),
                "norm")
            .setOutputs("out")
            .build();
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init();
    DataSetIterator data = new ListDataSetIterator<>(rows(20).asList(), 5);

    var result =
        new EarlyStoppingGraphTrainer(
                new EarlyStoppingConfiguration.Builder<ComputationGraph>()
                    .epochTerminationConditions(new MaxEpochsTerminationCondition(3))
                    .scoreCalculator(new DataSetLossCalculator(data, true))
                    .modelSaver(new InMemoryModelSaver<>())
                    .build(),
                graph,
                data)
            .fit();

    assertThat(result.getTotalEpochs()).isEqualTo(3);
    assertThat(result.getBestModel().output(rows(2).getFeatures())[0].shape())
        .containsExactly(2, 1);
  }

  @Test
  void convolutionsNeedNoImageLibrary() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(7)
                .list()
                .layer(new ConvolutionLayer.Builder(3, 3).nOut(2).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .activation(Activation.SOFTMAX)
                        .nOut(2)
                        .build())
                .setInputType(InputType.convolutional(5, 5, 1))
                .build());
    network.init();

    assertThat(network.output(Nd4j.ones(2, 1, 5, 5)).sum(1).toDoubleVector())
        .containsExactly(new double[] {1, 1}, org.assertj.core.api.Assertions.within(1e-6));
  }

  @Test
  void dataVecReadsAndNormalises() throws Exception {
    Path csv = folder.resolve("rows.csv");
    Files.write(csv, List.of("1,2,0", "3,4,1", "5,6,1"));
    CSVRecordReader reader = new CSVRecordReader();
    reader.initialize(new FileSplit(csv.toFile()));
    DataSetIterator data = new RecordReaderDataSetIterator(reader, 3, 2, 2);
    NormalizerStandardize normaliser = new NormalizerStandardize();
    normaliser.fit(data);
    data.reset();
    DataSet all = data.next();
    normaliser.transform(all);

    assertThat(all.getLabels().toDoubleMatrix()).isEqualTo(new double[][] {{1, 0}, {0, 1}, {0, 1}});
    assertThat(all.getFeatures().mean(0).toDoubleVector())
        .containsExactly(new double[] {0, 0}, org.assertj.core.api.Assertions.within(1e-6));
  }

  /** The label of a step says whether the first input has been positive on balance so far. */
  private static DataSet sequences(int count) {
    SplittableRandom random = new SplittableRandom(count);
    INDArray features = Nd4j.zeros(count, INPUTS, STEPS);
    INDArray labels = Nd4j.zeros(count, 1, STEPS);
    for (int n = 0; n < count; n++) {
      double balance = 0;
      for (int t = 0; t < STEPS; t++) {
        for (int f = 0; f < INPUTS; f++) {
          features.putScalar(n, f, t, random.nextDouble(-1, 1));
        }
        balance += features.getDouble(n, 0, t);
        labels.putScalar(n, 0, t, balance > 0 ? 1 : 0);
      }
    }
    return new DataSet(features, labels);
  }

  private static DataSet rows(int count) {
    DataSet sequences = sequences(count);
    return new DataSet(sequences.getFeatures().mean(2), sequences.getLabels().mean(2));
  }
}
