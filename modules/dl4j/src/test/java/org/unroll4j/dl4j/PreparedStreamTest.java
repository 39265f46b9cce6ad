package org.unroll4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Sgd;

/** A stream prepares its parameters once, and again whenever they change. */
class PreparedStreamTest {

  private static final int N = 2;
  private static final int F = 3;
  private static final int H = 20;

  @BeforeEach
  void reset() {
    CountingEngine.reset();
  }

  /** How parameters change in the middle of a stream. */
  enum Change {
    FIT {
      @Override
      void apply(MultiLayerNetwork network) {
        network.fit(Networks.random(5, N, F, 4), Networks.random(6, N, 1, 4));
      }
    },
    SET_PARAMS {
      @Override
      void apply(MultiLayerNetwork network) {
        network.setParams(Networks.random(7, network.params().shape()));
      }
    },
    ASSIGN {
      @Override
      void apply(MultiLayerNetwork network) {
        network.params().assign(Networks.random(8, network.params().shape()));
      }
    },
    SLIGHTLY_EVERYWHERE {
      @Override
      void apply(MultiLayerNetwork network) {
        network.params().addi(1e-12);
      }
    },
    ONE_PARAMETER_BY_NAME {
      @Override
      void apply(MultiLayerNetwork network) {
        INDArray bias = network.getLayer(0).getParam("b").dup();
        network.getLayer(0).setParam("b", bias.putScalar(1, 3));
      }
    };

    abstract void apply(MultiLayerNetwork network);
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void aChangeInTheMiddleIsSeen(Change change) {
    MultiLayerNetwork network = network();
    INDArray first = Networks.random(2, N, F, 1);
    INDArray second = Networks.random(3, N, F, 1);
    network.rnnTimeStep(first);
    change.apply(network);
    INDArray continued = network.rnnTimeStep(second);

    assertThat(CountingEngine.PREPARED.get()).isGreaterThan(1);
    MultiLayerNetwork other = network();
    other.rnnTimeStep(first);
    MultiLayerNetwork fresh = network();
    fresh.params().assign(network.params());
    fresh.rnnSetPreviousState(0, other.rnnGetPreviousState(0));
    assertThat(continued.distance2(fresh.rnnTimeStep(second))).isZero();
  }

  @Test
  void aStreamPreparesOnce() {
    MultiLayerNetwork network = network();
    for (int t = 0; t < 5; t++) {
      network.rnnTimeStep(Networks.random(t, N, F, 1));
    }
    assertThat(CountingEngine.PREPARED.get()).isEqualTo(1);
    network.rnnClearPreviousState();
    network.rnnTimeStep(Networks.random(9, N, F, 1));
    assertThat(CountingEngine.PREPARED.get()).isEqualTo(2);
  }

  @Test
  void aNewStreamSeesTheSmallestChange() {
    MultiLayerNetwork network = network();
    INDArray x = Networks.random(2, N, F, 1);
    network.rnnTimeStep(x);
    INDArray weights = network.getLayer(0).getParam("RW");
    weights.putScalar(3, 5, weights.getDouble(3, 5) + 1);
    network.rnnClearPreviousState();
    network.rnnTimeStep(x);
    INDArray streamed = network.rnnTimeStep(x);

    MultiLayerNetwork fresh = network();
    fresh.params().assign(network.params());
    fresh.rnnTimeStep(x);
    assertThat(streamed.distance2(fresh.rnnTimeStep(x))).isZero();
  }

  @Test
  void aFingerprintSeesTheEndsAndEveryElementOfAShortVector() {
    INDArray vector = Networks.random(1, DataType.FLOAT, 1, 100);
    for (int i = 0; i < 100; i++) {
      Fingerprint before = Fingerprint.of(vector);
      assertThat(before.matches(vector)).isTrue();
      vector.putScalar(i, vector.getFloat(i) + 1e-6f);
      assertThat(before.matches(vector)).isFalse();
    }
    INDArray longer = Networks.random(1, DataType.FLOAT, 1, 10_001);
    Fingerprint before = Fingerprint.of(longer);
    longer.putScalar(10_000, Float.NaN);
    assertThat(before.matches(longer)).isFalse();
    assertThat(Fingerprint.of(longer).matches(longer)).isTrue();
    assertThat(Fingerprint.of(Networks.random(1, 1)).values()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void aFingerprintOfAPartIsThatOfTheSameValuesElsewhere(DataType type) {
    INDArray whole = Networks.random(1, type, 1, 1, 3000);
    INDArray part = whole.get(NDArrayIndex.all(), NDArrayIndex.interval(1001, 2777));
    Fingerprint fingerprint = Fingerprint.of(part);
    assertThat(fingerprint.matches(part.dup())).isTrue();
    assertThat(fingerprint.values()[0]).isEqualTo(whole.getDouble(1001));
    assertThat(fingerprint.values()[255]).isEqualTo(whole.getDouble(2776));
    assertThat(fingerprint.matches(part.add(1e-6))).isFalse();
  }

  private static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            Networks.settings(DataType.DOUBLE, new Sgd(0.1))
                .list()
                .layer(new UnrollLstm.Builder().engine("counting").nIn(F).nOut(H).build())
                .layer(Networks.perStep(H, 1, RNNFormat.NCW))
                .build());
    network.init();
    Networks.randomise(network.params(), 11);
    return network;
  }
}
