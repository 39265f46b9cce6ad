package com.example.recurrent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.unroll4j.openblas.OpenBlas;

/**
 * What the kernels of OpenBLAS are worth on this machine, for a product of matrices and for a
 * training step of Deeplearning4j's own LSTM, on one thread. Each choice of kernels is measured in a
 * process of its own: those of 2004, to which the OpenBLAS inside ND4J falls back on a processor
 * that it does not know, those it takes by itself here, and those that unroll4j-openblas has it take.
 */
public final class KernelsOfOpenBlas {

  private static final int ROWS = 1024;
  private static final int BATCH = 32;
  private static final int STEPS = 128;
  private static final int FEATURES = 64;
  private static final int UNITS = 256;
  private static final int ROUNDS = 3;

  private KernelsOfOpenBlas() {}

  /** The best of several runs; what else runs on the machine only ever makes them worse. */
  private record Measured(String kernels, double gigaflops, double milliseconds) {

    Measured orBetter(Measured other) {
      return new Measured(
          other.kernels,
          Math.max(gigaflops, other.gigaflops),
          Math.min(milliseconds, other.milliseconds));
    }
  }

  private record Choice(String name, Map<String, String> variables, String option) {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length > 0) {
      measure();
      return;
    }
    List<Choice> choices =
        List.of(
            new Choice("fallback", Map.of("OPENBLAS_CORETYPE", "PRESCOTT"), "on"),
            new Choice("choice of OpenBLAS", Map.of(), "off"),
            new Choice("choice of Unroll4J", Map.of(), "on"));
    Map<Choice, Measured> best = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (Choice choice : choices) {
        best.merge(choice, inAnotherProcess(choice), Measured::orBetter);
      }
    }
    System.out.println("                     kernels      product, GFLOP/s   LSTM step, ms");
    best.forEach(
        (choice, measured) ->
            System.out.printf(
                "%-20s %-12s %16.0f %15.0f%n",
                choice.name, measured.kernels, measured.gigaflops, measured.milliseconds));
  }

  private static Measured inAnotherProcess(Choice choice) throws IOException, InterruptedException {
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dunroll4j.openblas=" + choice.option,
            "-cp",
            System.getProperty("java.class.path"),
            KernelsOfOpenBlas.class.getName(),
            "measure");
    java.environment().remove("OPENBLAS_CORETYPE");
    java.environment().put("OMP_NUM_THREADS", "1");
    java.environment().putAll(choice.variables);
    Process process = java.redirectErrorStream(true).start();
    List<String> output = process.inputReader().lines().toList();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(choice.name + ": " + output);
    }
    String[] words = output.get(output.size() - 1).split(" ");
    return new Measured(words[0], Double.parseDouble(words[1]), Double.parseDouble(words[2]));
  }

  private static void measure() {
    double product = bestSeconds(product(), 40);
    double step = bestSeconds(trainingStep(), 10);
    System.out.println(
        OpenBlas.kernels().orElse("unknown")
            + " "
            + 2.0 * ROWS * ROWS * ROWS / product / 1e9
            + " "
            + step * 1e3);
  }

  private static Runnable product() {
    INDArray a = Nd4j.rand(DataType.FLOAT, ROWS, ROWS);
    INDArray b = Nd4j.rand(DataType.FLOAT, ROWS, ROWS);
    INDArray product = Nd4j.create(DataType.FLOAT, new long[] {ROWS, ROWS}, 'f');
    return () -> Nd4j.gemm(a, b, product, false, false, 1, 0);
  }

  private static Runnable trainingStep() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(7)
                .updater(new Adam(0.001))
                .list()
                .layer(new LSTM.Builder().nOut(UNITS).activation(Activation.TANH).build())
                .layer(
                    new RnnOutputLayer.Builder(LossFunction.MSE)
                        .activation(Activation.IDENTITY)
                        .nOut(1)
                        .build())
                .setInputType(InputType.recurrent(FEATURES, STEPS))
                .build());
    network.init();
    DataSet batch =
        new DataSet(
            Nd4j.rand(DataType.FLOAT, BATCH, FEATURES, STEPS),
            Nd4j.rand(DataType.FLOAT, BATCH, 1, STEPS));
    return () -> network.fit(batch);
  }

  private static double bestSeconds(Runnable work, int runs) {
    double best = Double.POSITIVE_INFINITY;
    for (int run = 0; run < runs; run++) {
      long start = System.nanoTime();
      work.run();
      best = Math.min(best, (System.nanoTime() - start) / 1e9);
    }
    return best;
  }
}
