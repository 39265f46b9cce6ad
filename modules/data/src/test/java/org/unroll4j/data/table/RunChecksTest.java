package org.unroll4j.data.table;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Headers by hand: count·2 of equal values, or groups of eight·2 + 1 of packed ones. */
class RunChecksTest {
  private static ThrowingCallable runs(int bitWidth, int least, int most, int... bytes) {
    byte[] all = bytes(bytes);
    return () ->
        RunChecks.runs(all, 1, bitWidth, new RunChecks.Bounds(all.length - 1, least, most));
  }

  /** With a byte before and one behind that are none of ours. */
  private static byte[] bytes(int... bytes) {
    byte[] all = new byte[bytes.length + 2];
    for (int i = 0; i < bytes.length; i++) {
      all[i + 1] = (byte) bytes[i];
    }
    all[0] = -1;
    all[all.length - 1] = -1;
    return all;
  }

  @Test
  void letsPassWhatFits() {
    assertThatCode(runs(1, 5, 5, 10, 1)).doesNotThrowAnyException();
    assertThatCode(runs(3, 13, 13, 3, 1, 2, 3, 10, 7)).doesNotThrowAnyException();
    assertThatCode(runs(9, 200, 200, 0x90, 0x03, 5, 1)).doesNotThrowAnyException();
    assertThatCode(runs(0, 1000, 1000, 0xd0, 0x0f)).doesNotThrowAnyException();
  }

  @Test
  void theLastPackedGroupMayBeShorter() {
    assertThatCode(runs(4, 3, 3, 3, 0x21, 0x03)).doesNotThrowAnyException();
    assertThatThrownBy(runs(4, 5, 5, 3, 0x21, 0x03)).hasMessage("a page has 4 values instead of 5");
  }

  @Test
  void valuesOfMissingCellsAreNotThere() {
    assertThatCode(runs(1, 0, 100, 10, 1)).doesNotThrowAnyException();
    assertThatThrownBy(runs(1, 6, 100, 10, 1)).hasMessage("a page has 5 values instead of 6");
  }

  @Test
  void refusesRunsThatCannotBe() {
    assertThatThrownBy(runs(1, 5, 5, 0, 1)).hasMessageContaining("a run of 0 values");
    assertThatThrownBy(runs(1, 5, 5, 1)).hasMessageContaining("a run of 0 values");
    assertThatThrownBy(runs(1, 5, 5, 12, 1)).hasMessageContaining("a run of 6 values");
    assertThatThrownBy(runs(0, 5, 5, 0xff, 0xff, 0xff, 0x7f))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("a run of ");
    assertThatThrownBy(runs(1, 5, 5, 0xff, 0xff, 0xff, 0xff, 0xff, 1))
        .hasMessageContaining("has no end");
    assertThatThrownBy(runs(1, 5, 5, 0x80)).hasMessageContaining("end too early");
    assertThatThrownBy(runs(33, 5, 5, 10, 1)).hasMessageContaining("33 bits");
    assertThatThrownBy(runs(-1, 5, 5, 10, 1)).hasMessageContaining("-1 bits");
  }

  @Test
  void refusesDifferencesThatPromiseMoreThanThePageHas() {
    byte[] good = bytes(0x80, 0x01, 4, 7, 0);
    assertThatCode(() -> RunChecks.differences(good, 1, 6, 7)).doesNotThrowAnyException();
    assertThatThrownBy(() -> RunChecks.differences(good, 1, 6, 6))
        .hasMessageContaining("do not agree");
    byte[] huge = bytes(0x80, 0x80, 0x80, 0x01, 4, 7, 0);
    assertThatThrownBy(() -> RunChecks.differences(huge, 1, 8, 7))
        .hasMessageContaining("do not agree");
    byte[] none = bytes(0x80, 0x01, 0, 7, 0);
    assertThatThrownBy(() -> RunChecks.differences(none, 1, 6, 7))
        .hasMessageContaining("do not agree");
  }
}
