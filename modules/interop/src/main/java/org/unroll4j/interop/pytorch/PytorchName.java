package org.unroll4j.interop.pytorch;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of one array of {@code nn.RNN}, {@code nn.LSTM} or {@code nn.GRU}: {@code
 * encoder.weight_ih_l0_reverse}.
 *
 * @param prefix everything before, dot included; empty for the module's own names
 * @param kind what the array is
 * @param layer counted from 0
 * @param reverse whether it belongs to the backward direction
 */
record PytorchName(String prefix, Kind kind, int layer, boolean reverse) {

  private static final Pattern FORM =
      Pattern.compile(
          "(.*?)(weight_ih|weight_hh|bias_ih|bias_hh|weight_hr)_l(0|[1-9]\\d{0,3})(_reverse)?",
          Pattern.DOTALL);

  /** What an array is. G is the number of gates. */
  enum Kind {
    /** Multiplied with the input. [G·H, F] */
    WEIGHT_IH,
    /** Multiplied with the hidden state. [G·H, H] */
    WEIGHT_HH,
    /** Added on the input's side. [G·H] */
    BIAS_IH,
    /** Added on the hidden state's side. [G·H] */
    BIAS_HH,
    /** The projection of an LSTM. [P, H] */
    WEIGHT_HR;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** The parts of a name; empty if it is none of a recurrent module. */
  static Optional<PytorchName> parse(String name) {
    Matcher match = FORM.matcher(name);
    if (!match.matches()) {
      return Optional.empty();
    }
    Kind kind = Kind.valueOf(match.group(2).toUpperCase(java.util.Locale.ROOT));
    int layer = Integer.parseInt(match.group(3));
    return Optional.of(new PytorchName(match.group(1), kind, layer, match.group(4) != null));
  }

  @Override
  public String toString() {
    return prefix + kind.word() + "_l" + layer + (reverse ? "_reverse" : "");
  }
}
