package org.unroll4j.core.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.Draw;

class GradientCheckTest {

  private final INDArray v = Draw.doubles(1).array(3, 5);

  /** L = Σ v³, so ∂L = 3v². */
  private double loss() {
    return v.mul(v).mul(v).sumNumber().doubleValue();
  }

  private GradientCheckResult check(INDArray gradient) {
    return new GradientCheck().run(Map.of("v", v), Map.of("v", gradient), this::loss);
  }

  @Test
  void aRightGradientPassesAndTheVariablesComeBackUntouched() {
    INDArray before = v.dup();
    GradientCheckResult result = check(v.mul(v).mul(3));
    assertThat(result.passed()).as(result.toString()).isTrue();
    assertThat(v.sub(before).amaxNumber().doubleValue()).isZero();
  }

  @Test
  void oneWrongElementIsFoundByNameAndIndex() {
    INDArray gradient = v.mul(v).mul(3);
    gradient.putScalar(new long[] {2, 1}, gradient.getDouble(2, 1) + 1e-5);
    GradientCheckResult result = check(gradient);
    assertThat(result.passed()).isFalse();
    assertThat(result.worst().name()).isEqualTo("v");
    assertThat(result.worst().index()).containsExactly(2, 1);
    assertThat(result.toString()).contains("✗ v[2, 1]");
  }

  @Test
  void nanFailsAndIsTheWorst() {
    INDArray gradient = v.mul(v).mul(3);
    gradient.putScalar(new long[] {0, 3}, Double.NaN);
    gradient.putScalar(new long[] {1, 3}, 1e9);
    GradientCheckResult result = check(gradient);
    assertThat(result.passed()).isFalse();
    assertThat(result.worst().index()).containsExactly(0, 3);
  }

  @Test
  void floatIsRefused() {
    INDArray single = v.castTo(DataType.FLOAT);
    assertThatThrownBy(
            () -> new GradientCheck().run(Map.of("v", single), Map.of("v", single), () -> 0))
        .hasMessageContaining("v must be DOUBLE with the gradient's shape [3, 5], but was FLOAT");
  }
}
