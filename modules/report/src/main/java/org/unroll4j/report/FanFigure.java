package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.unroll4j.report.page.Figure;
import org.unroll4j.report.page.Table;
import org.unroll4j.report.page.Table.Cell;
import org.unroll4j.report.page.Table.Column;

/**
 * Draws one series: its past, the forecast with its bands, and what happened.
 *
 * @param task what the forecast is of
 * @param fan the series as the record has it
 * @param surprises at which times something surprising happened
 */
record FanFigure(Task task, JsonNode fan, Set<String> surprises) {

  /** Where the forecast's lines begin and end, from the narrowest to the widest. */
  private static final List<String> BANDS = List.of("50", "80", "95");

  private static final int LEAST_HISTORY = 24;

  private static final List<String> KEYS =
      List.of(
          "value",
          "mean",
          "median",
          "low50",
          "high50",
          "low80",
          "high80",
          "low95",
          "high95",
          "baseline",
          "attainable");

  Figure draw(String id) {
    return new Figure(id, title(), caption(), false, spec(), numbers());
  }

  private String title() {
    String name = Values.text(fan, "name");
    boolean only = Values.elements(task.json(), "fans").size() == 1;
    String why = only ? "" : why(Values.text(fan, "why"));
    return why.isEmpty() ? name : why + ": " + name;
  }

  private static String why(String key) {
    return switch (key) {
      case "good" -> "A good one";
      case "typical" -> "A typical one";
      case "worst" -> "The worst";
      case "large" -> "A large one";
      case "intermittent" -> "The one with most zeros";
      case "soldOut" -> "One that was often sold out";
      default -> Names.capital(key);
    };
  }

  /** What came before, as far as it leaves enough room for the forecast. */
  private List<JsonNode> history() {
    List<JsonNode> all = Values.elements(fan, "history");
    int shown = Math.max(LEAST_HISTORY, 3 * steps().size() / 2);
    return all.subList(Math.max(0, all.size() - shown), all.size());
  }

  private List<JsonNode> steps() {
    return Values.elements(fan, "steps");
  }

  private String caption() {
    StringBuilder caption = new StringBuilder();
    String wape = Values.text(fan, "wape", Unit.SHARE);
    if (!wape.isEmpty()) {
      caption.append("WAPE ").append(wape).append(". ");
    }
    int steps = steps().size();
    int horizon = task.horizon();
    if (horizon == 1) {
      caption.append(
          "Each value is forecast from what was known one %s before.".formatted(task.unit()));
    } else if (steps > horizon) {
      caption.append("Forecast anew every %s.".formatted(task.span(horizon)));
    } else {
      caption.append("All %s are forecast at the upright line.".formatted(task.span(steps)));
    }
    boolean soldOut =
        steps().stream().anyMatch(FanFigure::soldOut)
            || history().stream().anyMatch(FanFigure::soldOut);
    if (soldOut) {
      caption.append(" Where it was sold out, sales say less than demand.");
    }
    return caption.toString();
  }

  private static boolean soldOut(JsonNode step) {
    return step.path("stockout").asBoolean(false) || step.path("stockout").asInt(0) == 1;
  }

  private ObjectNode spec() {
    ObjectNode spec = JsonNodeFactory.instance.objectNode();
    spec.put("kind", "fan").put("model", "forecast").put("unit", Unit.NUMBER.key());
    spec.put("whole", Values.number(task.json(), "task.unit").orElse(0) >= 1);
    spec.put("baseline", Names.baseline(Values.text(fan, "baseline")));
    ArrayNode points = spec.putArray("points");
    history().forEach(step -> point(points.addObject(), step, false));
    steps().forEach(step -> point(points.addObject(), step, true));
    spec.set("ticks", ticks());
    return spec;
  }

  private void point(ObjectNode json, JsonNode step, boolean forecast) {
    json.put("x", place(step));
    json.put("label", label(step));
    if (forecast) {
      json.put("forecast", true);
    }
    if (soldOut(step)) {
      json.put("soldOut", true);
    }
    if (surprises.contains(Values.text(step, "time"))) {
      json.put("surprise", true);
    }
    for (String key : KEYS) {
      OptionalDouble value = Values.number(step, key);
      value.ifPresent(v -> json.put(key, XyChart.brief(v)));
    }
  }

  /** Steps after the first forecast; negative before it. */
  private double place(JsonNode step) {
    Optional<OffsetDateTime> zero = Task.time(Values.text(steps().get(0), "time"));
    Optional<OffsetDateTime> time = Task.time(Values.text(step, "time"));
    if (zero.isPresent() && time.isPresent() && task.step().isPresent()) {
      double seconds = Duration.between(zero.get(), time.get()).toSeconds();
      return XyChart.brief(seconds / task.step().get().toSeconds());
    }
    int behind = history().indexOf(step);
    return behind >= 0 ? behind - history().size() : steps().indexOf(step);
  }

  private String label(JsonNode step) {
    String text = Values.text(step, "time");
    return Task.time(text).map(time -> Dates.moment(time, task.withinDays())).orElse(text);
  }

  /** Days at their midnights; hours where there are few days; dates where a day is one step. */
  private ArrayNode ticks() {
    List<JsonNode> all = new ArrayList<>(history());
    all.addAll(steps());
    List<JsonNode> days = new ArrayList<>();
    for (JsonNode step : all) {
      boolean midnight =
          Task.time(Values.text(step, "time"))
              .map(time -> time.getHour() == 0 && time.getMinute() == 0)
              .orElse(false);
      if (midnight || !task.withinDays()) {
        days.add(step);
      }
    }
    boolean few = days.size() < 2;
    List<JsonNode> marked = few ? all : days;
    int every = Math.max(1, (marked.size() + 7) / 8);
    ArrayNode ticks = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < marked.size(); i += every) {
      JsonNode step = marked.get(i);
      String text = Values.text(step, "time");
      ticks
          .addArray()
          .add(place(step))
          .add(Task.time(text).map(time -> Dates.tick(time, few)).orElse(text));
    }
    return ticks;
  }

  private Table numbers() {
    List<JsonNode> all = new ArrayList<>(history());
    all.addAll(steps());
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text("Time"));
    columns.add(Column.number("What happened"));
    boolean soldOut = all.stream().anyMatch(FanFigure::soldOut);
    if (soldOut) {
      columns.add(Column.text("Sold out"));
    }
    List<String> single =
        List.of("median", "mean", "baseline", "attainable").stream()
            .filter(key -> steps().stream().anyMatch(s -> Values.number(s, key).isPresent()))
            .toList();
    List<String> bands =
        BANDS.stream().filter(band -> steps().stream().anyMatch(s -> s.has("low" + band))).toList();
    single.forEach(key -> columns.add(Column.number(heading(key))));
    bands.forEach(band -> columns.add(Column.number(band + "\u202f% interval")));
    List<List<Cell>> rows = new ArrayList<>();
    for (JsonNode step : all) {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.of(label(step)));
      row.add(Cell.of(Values.text(step, "value", Unit.NUMBER)));
      if (soldOut) {
        row.add(Cell.of(soldOut(step) ? "yes" : ""));
      }
      single.forEach(key -> row.add(Cell.of(Values.text(step, key, Unit.NUMBER))));
      bands.forEach(band -> row.add(Cell.of(band(step, band))));
      rows.add(row);
    }
    return new Table(title() + ", step by step", columns, rows);
  }

  private String heading(String key) {
    return key.equals("baseline")
        ? Names.capital(Names.baseline(Values.text(fan, "baseline")))
        : Names.capital(key);
  }

  private static String band(JsonNode step, String band) {
    String low = Values.text(step, "low" + band, Unit.NUMBER);
    String high = Values.text(step, "high" + band, Unit.NUMBER);
    return low.isEmpty() || high.isEmpty() ? "" : low + "\u202f–\u202f" + high;
  }
}
