package com.example.recurrent;

import com.example.recurrent.Shop.Event;
import com.example.recurrent.Shop.Visit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.unroll4j.dl4j.GlobalNormClipping;
import org.unroll4j.dl4j.ModelFiles;
import org.unroll4j.dl4j.UnrollLstm;

/**
 * Will this visitor buy? An LSTM in a Deeplearning4j network: trained, saved, loaded again, asked
 * for whole visits and then event by event, as a shop would ask it.
 */
public final class ShopSessions {

  private static final int UNITS = 16;

  private ShopSessions() {}

  public static void main(String[] args) throws IOException {
    MultiLayerNetwork network = network();
    DataSetIterator training =
        new ListDataSetIterator<>(Shop.batch(Shop.visits(1024, 1)).asList(), 32);
    for (int epoch = 1; epoch <= 5; epoch++) {
      network.fit(training);
      System.out.printf("epoch %d: loss per visit %.3f%n", epoch, network.score());
    }

    DataSet unseen = Shop.batch(Shop.visits(512, 2));
    double auc =
        network.evaluateROC(new ListDataSetIterator<>(unseen.asList(), 128), 0).calculateAUC();
    System.out.printf("ROC-AUC over every event of unseen visits: %.3f%n", auc);
    require(auc > 0.7, "the network has learned nothing");

    MultiLayerNetwork loaded = savedAndLoaded(network);
    INDArray before = network.output(unseen.getFeatures(), false, unseen.getFeaturesMaskArray(), null);
    INDArray after = loaded.output(unseen.getFeatures(), false, unseen.getFeaturesMaskArray(), null);
    require(before.equals(after), "the loaded network says something else");

    streamOneVisit(loaded);
  }

  /** In an existing program, {@code UnrollLstm} for {@code LSTM} is all that changes. */
  private static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(7)
                .updater(new Adam(0.01))
                .list()
                .layer(new UnrollLstm.Builder().nIn(Event.values().length).nOut(UNITS).build())
                .layer(
                    new RnnOutputLayer.Builder(LossFunction.XENT)
                        .activation(Activation.SIGMOID)
                        .dataFormat(RNNFormat.NCW)
                        .nIn(UNITS)
                        .nOut(1)
                        .build())
                .build());
    network.init();
    network.setListeners(new GlobalNormClipping(5));
    return network;
  }

  private static MultiLayerNetwork savedAndLoaded(MultiLayerNetwork network) throws IOException {
    Path file = Files.createTempFile("shop", ".zip");
    try {
      ModelFiles.save(network, file);
      return ModelFiles.loadMultiLayerNetwork(file);
    } finally {
      Files.delete(file);
    }
  }

  /** One event after the other; the network remembers the visit, and says the same as at once. */
  private static void streamOneVisit(MultiLayerNetwork network) {
    Visit visit = Shop.visits(1, 3).get(0);
    DataSet whole = Shop.batch(List.of(visit));
    INDArray atOnce = network.output(whole.getFeatures(), false, whole.getFeaturesMaskArray(), null);

    network.rnnClearPreviousState();
    List<Double> streamed = new ArrayList<>();
    for (Event event : visit.events()) {
      INDArray step = Nd4j.zeros(1, Event.values().length, 1);
      step.putScalar(0, event.ordinal(), 0, 1);
      streamed.add(network.rnnTimeStep(step).getDouble(0));
      System.out.printf("%-7s probability of a purchase %.2f%n", event, streamed.get(streamed.size() - 1));
    }
    System.out.println(visit.purchase() ? "The visitor bought." : "The visitor left.");
    for (int t = 0; t < streamed.size(); t++) {
      require(
          Math.abs(streamed.get(t) - atOnce.getDouble(0, 0, t)) < 1e-6,
          "event by event and at once differ at event " + t);
    }
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalStateException(otherwise);
    }
  }
}
