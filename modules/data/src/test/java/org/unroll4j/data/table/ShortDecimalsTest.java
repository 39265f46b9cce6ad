package org.unroll4j.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ShortDecimalsTest {
  private static double parse(String text) {
    char[] padded = ("9" + text + "9").toCharArray();
    return ShortDecimals.parse(padded, 1, padded.length - 1);
  }

  private static void assertSameBits(String text) {
    assertThat(Double.doubleToRawLongBits(parse(text)))
        .as(text)
        .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
  }

  @Property(tries = 5000)
  void givesTheBitsOfTheJdk(
      @ForAll @LongRange(min = -999_999_999_999_999_999L, max = 999_999_999_999_999_999L) long n,
      @ForAll @IntRange(max = 18) int places) {
    String digits = Long.toString(Math.abs(n));
    int point = Math.max(0, digits.length() - places);
    String sign = n < 0 ? "-" : "";
    assertSameBits(sign + digits.substring(0, point) + "." + digits.substring(point));
    assertSameBits(sign + digits);
  }

  @Property(tries = 1000)
  void givesTheBitsOfTheJdkForAnyDouble(@ForAll double value) {
    assertSameBits(Double.toString(value));
  }

  @Test
  void agreesWithTheJdkAboutOddForms() {
    for (String text :
        new String[] {
          "0",
          "-0",
          "-0.0",
          ".5",
          "5.",
          "-.5",
          "+1",
          " 1 ",
          "1e3",
          "1E-5",
          "NaN",
          "Infinity",
          "000000000000000000001",
          "0.000000000000001",
          "999999999999999",
          "9999999999999999",
          "0x1p3"
        }) {
      assertSameBits(text);
    }
  }

  @Test
  void refusesWhatIsNoNumber() {
    for (String text : new String[] {"", "-", ".", "-.", "1.2.3", "1,5", "--1", "1-", "x", "٣"}) {
      assertThatThrownBy(() -> parse(text)).as(text).isInstanceOf(NumberFormatException.class);
    }
  }
}
