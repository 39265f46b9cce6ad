package org.unroll4j.data.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.unroll4j.data.DataException;

/**
 * The tiny chain solved by hand. Silence for t minutes: state 0 stays with e^(−a·t), a = jump +
 * events₀ + leave; state 1 with e^(−b·t), b = events₁ + purchase + leave; and 0 → 1 with
 * jump·(e^(−b·t) − e^(−a·t))/(a − b).
 */
class FilterByHandTest {
  private static final double A = TinyProcess.JUMP + TinyProcess.EVENTS[0] + TinyProcess.LEAVE;
  private static final double B = TinyProcess.EVENTS[1] + TinyProcess.PURCHASE + TinyProcess.LEAVE;

  private final SessionFilter filter = new SessionFilter(TinyProcess.create());
  private final PurchaseOutlook outlook = new PurchaseOutlook(TinyProcess.create());

  private static double[] next(double[] belief, double t, int mark, double ratio) {
    double zero = belief[0] * Math.exp(-A * t);
    double cross = TinyProcess.JUMP * (Math.exp(-B * t) - Math.exp(-A * t)) / (A - B);
    double one = belief[1] * Math.exp(-B * t) + belief[0] * cross;
    zero *= TinyProcess.EVENTS[0] * TinyProcess.MARKS[0][mark];
    one *= TinyProcess.EVENTS[1] * TinyProcess.MARKS[1][mark] * ratio;
    return new double[] {zero / (zero + one), one / (zero + one)};
  }

  @Test
  void beliefsFollowTheFormula() {
    double[] expected = {0.8 * 0.9 / (0.8 * 0.9 + 0.2 * 0.3), 0.2 * 0.3 / (0.8 * 0.9 + 0.2 * 0.3)};
    double[] actual = filter.open("a", Double.NaN);
    assertThat(actual).containsExactly(expected, within(1e-14));

    expected = next(expected, 0.37, 1, 1);
    actual = filter.next(actual, 0.37, "b", Double.NaN);
    assertThat(actual).containsExactly(expected, within(1e-13));

    double price = 1.9;
    double z0 = Math.log(price) / 0.5;
    double z1 = (Math.log(price) - TinyProcess.PRICE_SHIFT) / 0.5;
    expected = next(expected, 5.3, 1, Math.exp((z0 * z0 - z1 * z1) / 2));
    actual = filter.next(actual, 5.3, "b", price);
    assertThat(actual).containsExactly(expected, within(1e-13));
  }

  @Test
  void anExtremePriceDoesNotUnderflow() {
    assertThat(filter.open("b", 1e200)).containsExactly(new double[] {0, 1}, within(1e-12));
  }

  @Test
  void purchasesAheadFollowTheFormula() {
    double h = 1.7;
    double leave0 = TinyProcess.JUMP + TinyProcess.LEAVE;
    double leave1 = TinyProcess.PURCHASE + TinyProcess.LEAVE;
    double fromOne = TinyProcess.PURCHASE / leave1 * (1 - Math.exp(-leave1 * h));
    double fromZero =
        TinyProcess.PURCHASE
            * TinyProcess.JUMP
            / (leave0 - leave1)
            * ((1 - Math.exp(-leave1 * h)) / leave1 - (1 - Math.exp(-leave0 * h)) / leave0);
    assertThat(outlook.within(h)).containsExactly(new double[] {fromZero, fromOne}, within(1e-13));
    double everOne = TinyProcess.PURCHASE / leave1;
    assertThat(outlook.ever())
        .containsExactly(
            new double[] {TinyProcess.JUMP / leave0 * everOne, everOne}, within(1e-13));
  }

  @Test
  void whatTheNextEventTellsFollowsTheFormula() {
    double one = TinyProcess.PURCHASE / (TinyProcess.PURCHASE + TinyProcess.LEAVE);
    Set<String> ends = Set.of("purchase", "leave");
    assertThat(outlook.everIfNextIs(new double[] {0, 1}, ends)).isCloseTo(one, within(1e-13));
    double purchase = TinyProcess.JUMP / A * TinyProcess.PURCHASE / B;
    double leave = TinyProcess.LEAVE / A + TinyProcess.JUMP / A * TinyProcess.LEAVE / B;
    assertThat(outlook.everIfNextIs(new double[] {1, 0}, ends))
        .isCloseTo(purchase / (purchase + leave), within(1e-13));
    assertThat(outlook.everIfNextIs(new double[] {0, 1}, Set.of("b")))
        .isCloseTo(one, within(1e-13));
  }

  @Test
  void anUnknownTypeIsNamed() {
    assertThatThrownBy(() -> filter.open("c", 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no event type \"c\"");
  }
}
