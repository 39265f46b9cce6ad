package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.unroll4j.report.page.Figure;
import org.unroll4j.report.page.Table;
import org.unroll4j.report.page.Table.Cell;
import org.unroll4j.report.page.Table.Column;

/**
 * Draws one session: the probability after each event, and the gates under it.
 *
 * @param target what is predicted, in words
 * @param highest the end of the scale that all sessions share, 0..1
 * @param average the share of positives among all predictions
 * @param model the model's name
 */
record SessionFigure(String target, double highest, OptionalDouble average, String model) {

  Figure draw(String id, JsonNode session) {
    List<JsonNode> events = new ArrayList<>(Values.elements(session, "events"));
    String caption = caption(session, events);
    JsonNode end = Values.at(session, "end");
    if (end.has("type")) {
      events.add(end);
    }
    List<String> gates = SessionSection.gates(session);
    return new Figure(
        id, title(session), caption, true, spec(events, gates), numbers(session, events, gates));
  }

  private static String title(JsonNode session) {
    String why = Values.text(session, "why");
    return why.isBlank() ? name(session) : Names.capital(why.replaceFirst("\\.$", ""));
  }

  private static String name(JsonNode session) {
    return "Session " + Values.text(session, "id");
  }

  private static String caption(JsonNode session, List<JsonNode> events) {
    StringBuilder caption = new StringBuilder(name(session));
    String user = Values.text(session, "user");
    if (!user.isBlank()) {
      caption.append(" of user ").append(user);
    }
    caption.append(": ").append(Unit.COUNT.format(events.size()));
    caption.append(events.size() == 1 ? " event" : " events");
    String minutes = Values.text(events.get(events.size() - 1), "minutes", Unit.MINUTES);
    if (!minutes.isEmpty()) {
      caption.append(" in ").append(minutes);
    }
    String outcome = outcome(Values.text(session, "outcome"));
    return caption.append(outcome.isEmpty() ? "." : "; " + outcome + ".").toString();
  }

  private static String outcome(String outcome) {
    return switch (outcome) {
      case "purchase" -> "then a purchase";
      case "none" -> "no purchase";
      case "censored" -> "the log ends before the outcome is known";
      default -> outcome;
    };
  }

  private ObjectNode spec(List<JsonNode> events, List<String> gates) {
    ObjectNode spec = JsonNodeFactory.instance.objectNode();
    spec.put("kind", "session").put("target", target).put("model", model).put("max", highest);
    average.ifPresent(share -> spec.put("average", XyChart.brief(share)));
    ArrayNode names = spec.putArray("gates");
    gates.forEach(gate -> names.add(Names.capital(Names.words(gate)) + " gate"));
    ArrayNode array = spec.putArray("events");
    for (JsonNode event : events) {
      ObjectNode json = array.addObject().put("end", !event.has("probability"));
      json.put("type", Values.text(event, "type")).put("detail", Values.text(event, "detail"));
      for (String key : List.of("minutes", "probability", "attainable", "label")) {
        Values.number(event, key).ifPresent(value -> json.put(key, XyChart.brief(value)));
      }
      ArrayNode openings = json.putArray("gates");
      for (String gate : gates) {
        OptionalDouble opening = Values.number(Values.at(event, "gates").path(gate));
        opening.ifPresentOrElse(value -> openings.add(XyChart.brief(value)), openings::addNull);
      }
    }
    return spec;
  }

  private Table numbers(JsonNode session, List<JsonNode> events, List<String> gates) {
    boolean details = events.stream().anyMatch(event -> !Values.text(event, "detail").isEmpty());
    boolean attainable = events.stream().anyMatch(event -> event.has("attainable"));
    boolean labels = events.stream().anyMatch(event -> event.has("label"));
    boolean norms = events.stream().anyMatch(event -> event.has("stateNorm"));
    List<Column> columns = new ArrayList<>();
    columns.add(Column.number("Event"));
    columns.add(Column.number("Minutes"));
    columns.add(Column.text("Type"));
    addIf(details, columns, Column.text("Detail"));
    columns.add(Column.number("Probability"));
    addIf(attainable, columns, Column.number("Attainable"));
    addIf(labels, columns, Column.number("Label"));
    gates.forEach(gate -> columns.add(Column.number(Names.capital(Names.words(gate)) + " gate")));
    addIf(norms, columns, Column.number("State norm"));
    List<List<Cell>> rows = new ArrayList<>();
    for (JsonNode event : events) {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.of(String.valueOf(rows.size() + 1)));
      row.add(Cell.of(Values.text(event, "minutes", Unit.NUMBER)));
      row.add(Cell.of(Values.text(event, "type")));
      addIf(details, row, Cell.of(Values.text(event, "detail")));
      row.add(Cell.of(Values.text(event, "probability", Unit.SHARE)));
      addIf(attainable, row, Cell.of(Values.text(event, "attainable", Unit.SHARE)));
      addIf(labels, row, Cell.of(Values.text(event, "label")));
      gates.forEach(
          gate -> row.add(Cell.of(Values.text(Values.at(event, "gates"), gate, Unit.SCORE))));
      addIf(norms, row, Cell.of(Values.text(event, "stateNorm", Unit.NUMBER)));
      rows.add(row);
    }
    return new Table(title(session) + ", event by event", columns, rows);
  }

  private static <T> void addIf(boolean condition, List<T> list, T element) {
    if (condition) {
      list.add(element);
    }
  }
}
