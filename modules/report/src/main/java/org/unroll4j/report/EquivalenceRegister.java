package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
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

  /** What is wrong before what only means something else. */
  private final List<JsonNode> entries;

  EquivalenceRegister(EquivalenceRecord record) {
    this.record = record;
    this.entries =
        Values.elements(record.json(), "register").stream()
            .sorted(Comparator.comparing(EquivalenceRegister::meansSomethingElse))
            .toList();
  }

  Section section() {
    List<Block> cards = new ArrayList<>();
    for (JsonNode entry : entries) {
      cards.add(card(entry, anchor(cards.size())));
    }
    return new Section(
        "register",
        "Where others go wrong, or mean something else",
        "Each entry has the other product's number, ours, and that of an arbiter who shares no code "
            + "with either; the program is the one that computed them. Wrong is what contradicts the "
            + "product's own documentation or the definition of the quantity. Where the same name "
            + "means something else, both are right.",
        cards);
  }

  /** Where an entry stands on the page; empty if there is none of this name. */
  String anchor(String id) {
    List<String> ids = entries.stream().map(entry -> Values.text(entry, "id")).toList();
    return id.isEmpty() || !ids.contains(id) ? "" : anchor(ids.indexOf(id));
  }

  /** What an entry is about; its name if there is none of this name. */
  String title(String id) {
    return entries.stream()
        .filter(entry -> Values.text(entry, "id").equals(id))
        .map(entry -> Values.text(entry, "title"))
        .findFirst()
        .orElse(id);
  }

  private static String anchor(int index) {
    return "finding-" + (index + 1);
  }

  private Finding card(JsonNode entry, String id) {
    String product = Values.text(entry, "product");
    return new Finding(
        id,
        Values.text(entry, "title"),
        product,
        badge(entry),
        Values.text(entry, "what"),
        figures(entry, product),
        Names.capital(Values.text(entry, "measure")),
        Values.text(entry, "advice"),
        seen(Values.text(entry, "id")),
        Values.text(entry, "program"));
  }

  private static String badge(JsonNode entry) {
    return entry.has("holds") && !entry.path("holds").asBoolean()
        ? "not as described in this run"
        : Values.text(entry, "kind");
  }

  private static List<Figure> figures(JsonNode entry, String product) {
    double peer = Values.number(entry, "peer").orElse(Double.NaN);
    double ours = Values.number(entry, "ours").orElse(Double.NaN);
    double arbiter = Values.number(entry, "arbiter").orElse(Double.NaN);
    boolean agrees =
        Math.abs(ours - arbiter) <= Values.number(entry, "together").orElse(Double.MAX_VALUE);
    int digits = digits(peer, arbiter);
    return List.of(
        new Figure(
            product.isEmpty() ? "Peer" : product,
            rounded(peer, digits),
            "",
            meansSomethingElse(entry) ? "elsewhere" : "theirs"),
        new Figure(
            "Unroll4J",
            rounded(ours, agrees ? digits : digits(ours, arbiter)),
            Values.text(entry, "oursIs"),
            agrees ? "ours" : "theirs"),
        new Figure(
            "Arbiter", rounded(arbiter, digits), Values.text(entry, "arbiterIs"), "arbiter"));
  }

  private static boolean meansSomethingElse(JsonNode entry) {
    return Values.text(entry, "kind").equals("different meaning");
  }

  /** As many as it takes to tell two numbers from each other. */
  static int digits(double value, double other) {
    int digits = DIGITS;
    while (digits < MOST_DIGITS
        && value != other
        && rounded(value, digits).equals(rounded(other, digits))) {
      digits++;
    }
    return digits;
  }

  static String rounded(double value, int digits) {
    double size = Math.abs(value);
    if (Double.isNaN(value)) {
      return "no number";
    }
    if (size == 0) {
      return "0";
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
}
