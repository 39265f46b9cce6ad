package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.unroll4j.report.page.Block;
import org.unroll4j.report.page.Section;

/** What a forecast depends on. */
final class AttentionSection {

  /** As many bars have room for what stands below them. */
  private static final int MOST_LAGS = 28;

  /** Below so many bars nobody reads on. */
  private static final int MOST_CHANNELS = 16;

  private final JsonNode json;
  private final Task task;

  AttentionSection(Run run) {
    this.json = run.json();
    this.task = new Task(json);
  }

  Section section() {
    List<Block> blocks = new ArrayList<>();
    blocks.addAll(lags());
    blocks.addAll(channels());
    return new Section(
        "attention",
        "What does it look at?",
        "How much the forecast changes when an input does: the absolute gradient of the forecast's "
            + "mean, averaged over windows of the test part. It says what the network uses, not "
            + "what causes demand.",
        blocks);
  }

  private List<Block> lags() {
    List<JsonNode> lags =
        weighted("attention.lags").stream()
            .filter(lag -> Values.number(lag, "lag").isPresent())
            .sorted(Comparator.comparingDouble(AttentionSection::weight).reversed())
            .toList();
    double total = total(lags);
    BarChart chart =
        BarChart.standing(Names.capital(task.unit()) + "s back", "Share of the total", Unit.SHARE);
    lags.stream()
        .limit(MOST_LAGS)
        .sorted(Comparator.comparingDouble(AttentionSection::lag))
        .forEach(lag -> chart.add(Unit.COUNT.format(lag(lag)), weight(lag) / total));
    return chart.figure(
        "attention-lags", "By how far back", lags.isEmpty() ? "" : caption(lags, total), true);
  }

  /**
   * @param lags the strongest first
   */
  private String caption(List<JsonNode> lags, double total) {
    JsonNode most = lags.get(0);
    String strongest =
        "Of past values it follows that of %s before most closely (%s)."
            .formatted(task.span((int) lag(most)), Unit.SHARE.format(weight(most) / total));
    return lags.size() > MOST_LAGS
        ? "%s Shown are the %d strongest of %s, in their order."
            .formatted(strongest, MOST_LAGS, Unit.COUNT.format(lags.size()))
        : strongest;
  }

  private List<Block> channels() {
    List<JsonNode> channels = weighted("attention.channels");
    double total = total(channels);
    BarChart chart = BarChart.lying("Input", "Share of the total", Unit.SHARE);
    channels.stream()
        .sorted(Comparator.comparingDouble(AttentionSection::weight).reversed())
        .limit(MOST_CHANNELS)
        .forEach(channel -> chart.add(Values.text(channel, "name"), weight(channel) / total));
    String most =
        channels.size() > MOST_CHANNELS
            ? "The %d strongest of %d.".formatted(MOST_CHANNELS, channels.size())
            : "All inputs, the strongest first.";
    return chart.figure("attention-channels", "By input", most, true);
  }

  private List<JsonNode> weighted(String path) {
    List<JsonNode> all =
        Values.elements(json, path).stream()
            .filter(element -> Values.number(element, "weight").isPresent())
            .toList();
    return total(all) > 0 ? all : List.of();
  }

  private static double total(List<JsonNode> elements) {
    return elements.stream().mapToDouble(AttentionSection::weight).sum();
  }

  private static double weight(JsonNode element) {
    return Math.max(0, Values.number(element, "weight").orElse(0));
  }

  private static double lag(JsonNode element) {
    return Values.number(element, "lag").orElse(0);
  }
}
