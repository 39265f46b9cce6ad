package com.example.recurrent;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
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

  private KernelsOfOpenBlas() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length > 0) {
      measure();
      return;
    }
    System.out.println("Best run, and the median in brackets");
    System.out.printf("%-22s %-12s %16s %22s%n", "", "kernels", "product, GFLOP/s", "LSTM step, ms");
    inAnotherProcess("fallback", Map.of("OPENBLAS_CORETYPE", "PRESCOTT"), "on");
    inAnotherProcess("choice of OpenBLAS", Map.of(), "off");
    inAnotherProcess("choice of Unroll4J", Map.of(), "on");
  }

  private static void inAnotherProcess(String choice, Map<String, String> variables, String onOrOff)
      throws IOException, InterruptedException {
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dunroll4j.openblas=" + onOrOff,
            "-cp",
            System.getProperty("java.class.path"),
            KernelsOfOpenBlas.class.getName(),
            "measure");
    java.environment().remove("OPENBLAS_CORETYPE");
    java.environment().put("OMP_NUM_THREADS", "1");
    java.environment().putAll(variables);
    Process process = java.redirectErrorStream(true).start();
    try (BufferedReader output = process.inputReader()) {
      output
          .lines()
          .filter(line -> line.startsWith("= "))
          .forEach(line -> System.out.printf("%-22s %s%n", choice, line.substring(2)));
    }
    if (process.waitFor() != 0) {
      throw new IllegalStateException(choice + ": the measurement failed");
    }
  }

  private static void measure() {
    double operations = 2.0 * ROWS * ROWS * ROWS;
    double[] product = secondsOf(product(), 60);
    double[] step = secondsOf(trainingStep(), 15);
    System.out.printf(
        "= %-12s %8.1f (%.1f) %16.0f (%.0f)%n",
        OpenBlas.kernels().orElse("unknown"),
        operations / 1e9 / product[0],
        operations / 1e9 / median(product),
        1e3 * step[0],
        1e3 * median(step));
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

  /** Times in ascending order, after a few runs that do not count. */
  private static double[] secondsOf(Runnable work, int runs) {
    for (int run = 0; run < 3; run++) {
      work.run();
    }
    double[] seconds = new double[runs];
    for (int run = 0; run < runs; run++) {
      long start = System.nanoTime();
      work.run();
      seconds[run] = (System.nanoTime() - start) / 1e9;
    }
    Arrays.sort(seconds);
    return seconds;
  }

  private static double median(double[] ascending) {
    return ascending[ascending.length / 2];
  }
}
