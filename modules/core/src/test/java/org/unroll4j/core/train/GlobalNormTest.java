package org.unroll4j.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class GlobalNormTest {

  @Test
  void theNormRunsOverAllArraysAndClippingKeepsTheDirection() {
    INDArray a = Nd4j.createFromArray(new double[][] {{1, 2}, {2, 0}});
    INDArray b = Nd4j.createFromArray(new double[] {4, 0, 0});
    assertThat(GlobalNorm.clip(List.of(a, b), 2.5)).isCloseTo(5, within(1e-12));
    assertThat(GlobalNorm.norm(List.of(a, b))).isCloseTo(2.5, within(1e-12));
    assertThat(a.toDoubleMatrix()).isDeepEqualTo(new double[][] {{0.5, 1}, {1, 0}});
    assertThat(b.toDoubleVector()).containsExactly(2, 0, 0);
  }

  @Test
  void aSmallGradientIsLeftAlone() {
    INDArray a = Nd4j.createFromArray(0.3, -0.4);
    assertThat(GlobalNorm.clip(List.of(a), 0.5)).isCloseTo(0.5, within(1e-12));
    assertThat(a.toDoubleVector()).containsExactly(0.3, -0.4);
  }

  @Test
  void nanIsReportedAndNotSpread() {
    INDArray a = Nd4j.createFromArray(3.0, Double.NaN);
    assertThat(GlobalNorm.clip(List.of(a), 1)).isNaN();
    assertThat(a.getDouble(0)).isEqualTo(3.0);
  }

  @Test
  void aLimitThatIsNotPositiveIsRefused() {
    INDArray a = Nd4j.createFromArray(3.0);
    assertThatThrownBy(() -> GlobalNorm.clip(List.of(a), 0))
        .hasMessage("GlobalNorm.clip: maxNorm must be positive, but was 0.0.");
  }
}
