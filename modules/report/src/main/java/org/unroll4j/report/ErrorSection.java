package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.unroll4j.report.page.Block;
import org.unroll4j.report.page.Section;

/** Where forecasts of demand are good and where they are not. */
final class ErrorSection {

  private final Run run;
  private final JsonNode json;
  private final Task task;
  private final List<Contender> contenders;

  ErrorSection(Run run) {
    this.run = run;
    this.json = run.json();
    this.task = new Task(json);
    this.contenders = Contender.all(run);
  }

  Section section() {
    List<Block> blocks = new ArrayList<>();
    blocks.addAll(byStep());
    blocks.addAll(byHour());
    blocks.addAll(byVolume());
    blocks.addAll(new ErrorTables(run).keys());
    blocks.addAll(new ErrorTables(run).series());
    return new Section(
        "errors",
        "Where is it good, where not?",
        "WAPE grows where values are small: there one piece more or less is a large share.",
        blocks);
  }

  private List<Block> byStep() {
    Breakdown steps = byStep(run);
    if (steps.elements().size() < 2) {
      return List.of();
    }
    List<Block> blocks = new ArrayList<>();
    blocks.addAll(
        steps
            .chart(contenders, Metric.WAPE)
            .figure(
                "step-wape",
                "WAPE by how far ahead",
                "The first %s ahead is on the left.".formatted(task.unit()),
                false));
    blocks.addAll(
        steps
            .chart(contenders, Metric.WQL)
            .figure(
                "step-wql",
                "Weighted quantile loss by how far ahead",
                "The same for the whole distribution.",
                false));
    return blocks;
  }

  static Breakdown byStep(Run run) {
    String unit = Names.capital(new Task(run.json()).unit()) + "s ahead";
    return Breakdown.numbered(
        Values.elements(run.json(), "byStep"), "step", Axis.of(unit, Unit.COUNT));
  }

  private List<Block> byHour() {
    Breakdown hours = byHour(run);
    String of = hours.axis().title().toLowerCase(Locale.ROOT);
    List<Block> blocks = new ArrayList<>();
    blocks.addAll(
        hours
            .chart(contenders, Metric.WAPE)
            .figure(
                "hour-wape",
                "WAPE by " + of,
                contenders.stream().filter(Contender::isBaseline).count() > 1
                    ? "The legend switches the other baselines on."
                    : "",
                false));
    blocks.addAll(
        hours
            .chart(contenders, Metric.COVERAGE_80)
            .reference("80\u202f%", first(hours), 0.8, last(hours), 0.8)
            .figure(
                "hour-coverage",
                "In the 80\u202f% interval, by " + of,
                "What share of the values fell into the interval." + more(),
                false));
    return blocks;
  }

  private String more() {
    return task.grid().isEmpty()
        ? ""
        : " As values are %s, it is more than 80\u202f%% where they are small."
            .formatted(task.grid());
  }

  private static double first(Breakdown parts) {
    return parts.places().stream().mapToDouble(p -> p).min().orElse(0);
  }

  private static double last(Breakdown parts) {
    return parts.places().stream().mapToDouble(p -> p).max().orElse(0);
  }

  /** By hour of the day, or by day of the week where a day has one value. */
  static Breakdown byHour(Run run) {
    List<JsonNode> elements = Values.elements(run.json(), "byHour");
    if (elements.stream().anyMatch(element -> element.has("weekday"))) {
      List<String> days =
          elements.stream().map(e -> Dates.weekday(Values.text(e, "weekday"))).toList();
      return Breakdown.labelled(elements, Axis.of("Day of the week", days));
    }
    List<String> hours = IntStream.range(0, 24).mapToObj(String::valueOf).toList();
    return Breakdown.numbered(elements, "hour", Axis.of("Hour of the day", hours));
  }

  private List<Block> byVolume() {
    List<JsonNode> classes = Values.elements(json, "byVolume");
    if (classes.size() < 2) {
      return List.of();
    }
    List<String> names = classes.stream().map(ErrorSection::volume).toList();
    String title = "Mean value per " + task.unit();
    List<Block> blocks =
        new ArrayList<>(
            Breakdown.labelled(classes, Axis.of(title, names))
                .chart(contenders, Metric.WAPE)
                .figure(
                    "volume-wape",
                    "WAPE by the size of a series",
                    "Small series are on the left, large ones on the right; the table says how many "
                        + "they are.",
                    true));
    blocks.addAll(new ErrorTables(run).volumes(title, classes, names));
    return blocks;
  }

  private static String volume(JsonNode element) {
    String from = Values.text(element, "from", Unit.NUMBER);
    String to = Values.text(element, "to", Unit.NUMBER);
    if (to.isEmpty()) {
      return from + " and more";
    }
    return from.isEmpty() ? "up to " + to : from + " – " + to;
  }
}
