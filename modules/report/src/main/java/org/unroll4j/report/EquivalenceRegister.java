package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.unroll4j.report.EquivalenceRecord.Comparison;
import org.unroll4j.report.page.Block;
import org.unroll4j.report.page.Finding;
import org.unroll4j.report.page.Finding.Figure;
import org.unroll4j.report.page.Section;

/** What other products get wrong: a card each. */
final class EquivalenceRegister {

  private static final int DIGITS = 4;
  private static final int MOST_DIGITS = 12;

  private final EquivalenceRecord record;

  EquivalenceRegister(EquivalenceRecord record) {
    this.record = record;
  }

  Section section() {
    List<Block> cards = new ArrayList<>();
    for (JsonNode entry : entries()) {
      cards.add(card(entry, "finding-" + (cards.size() + 1)));
    }
    return new Section(
        "register",
        "What others get wrong",
        "Each entry has a number of the other product, ours, and that of an arbiter who shares no code "
            + "with either. The program shows it again.",
        cards);
  }

  List<JsonNode> entries() {
    return Values.elements(record.json(), "register");
  }

  private Finding card(JsonNode entry, String id) {
    String product = Values.text(entry, "product");
    String arbiter = Values.text(entry, "arbiterIs");
    return new Finding(
        id,
        Values.text(entry, "title"),
        product,
        Values.text(entry, "what"),
        figures(entry, product, arbiter.isEmpty() ? "Arbiter" : Names.capital(arbiter)),
        Values.text(entry, "measure"),
        Values.text(entry, "advice"),
        seen(Values.text(entry, "id")),
        Values.text(entry, "program"));
  }

  private List<Figure> figures(JsonNode entry, String product, String arbiter) {
    double peer = Values.number(entry, "peer").orElse(Double.NaN);
    double ours = Values.number(entry, "ours").orElse(Double.NaN);
    double judge = Values.number(entry, "arbiter").orElse(Double.NaN);
    return List.of(
        new Figure(product.isEmpty() ? "Peer" : product, tell(peer, judge), "theirs"),
        new Figure("Unroll4J", tell(ours, Double.NaN), "ours"),
        new Figure(arbiter, tell(judge, Double.NaN), ""));
  }

  /** A number with as many digits as it takes to tell it from another one. */
  static String tell(double value, double other) {
    if (Double.isNaN(value)) {
      return "no number";
    }
    int digits = DIGITS;
    while (digits < MOST_DIGITS
        && value != other
        && rounded(value, digits).equals(rounded(other, digits))) {
      digits++;
    }
    return rounded(value, digits);
  }

  private static String rounded(double value, int digits) {
    double size = Math.abs(value);
    if (Double.isNaN(value) || size == 0) {
      return size == 0 ? "0" : "";
    }
    if (size < 1e-4 || size >= 1e9) {
      return Unit.ERROR.format(value);
    }
    return new BigDecimal(value)
        .round(new MathContext(digits, RoundingMode.HALF_UP))
        .stripTrailingZeros()
        .toPlainString()
        .replace('-', '−');
  }

  private String seen(String id) {
    List<Comparison> some =
        record.comparisons().stream()
            .filter(one -> !id.isEmpty() && one.divergence().equals(id))
            .toList();
    if (some.isEmpty()) {
      return "";
    }
    List<String> places =
        some.stream()
            .map(one -> EquivalenceRecord.cellName(one.cell()) + ", " + one.option())
            .distinct()
            .toList();
    int shown = Math.min(places.size(), 6);
    return EquivalenceAnswer.counted(some.size(), "comparison")
        + " in the matrix: "
        + String.join("; ", places.subList(0, shown))
        + (shown < places.size() ? "; and " + (places.size() - shown) + " more." : ".");
  }

  /** The title of an entry, or its name where there is none. */
  String title(String id) {
    return entries().stream()
        .filter(entry -> Values.text(entry, "id").equals(id))
        .map(entry -> Values.text(entry, "title"))
        .findFirst()
        .orElse(id);
  }
}
