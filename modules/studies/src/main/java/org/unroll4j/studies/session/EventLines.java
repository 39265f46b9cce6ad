package org.unroll4j.studies.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.unroll4j.data.events.Event;
import org.unroll4j.data.events.EventColumns;
import org.unroll4j.data.events.EventParser;
import org.unroll4j.data.events.MalformedRowException;
import org.unroll4j.data.events.ReadOptions;
import org.unroll4j.studies.run.Json;

/**
 * Answers lines of text that hold events. A first line that is no JSON object is the header of CSV;
 * it is answered with the header {@code session,user,time,type,probability}, and so is every line
 * that follows, one answer per line. JSON objects have the names of the columns as keys; the answer
 * is {@code {"session": …, "probability": …}}. The probability is empty, or absent, where there is
 * none: from a purchase on, and for a line that cannot be read.
 */
public final class EventLines {

  private final EventColumns columns;
  private final ReadOptions options;
  private final SessionStream stream;
  private EventParser csv;
  private EventParser json;
  private long lines;

  /**
   * What is to be written, and what was wrong with the line if anything was.
   *
   * @param text one line
   * @param problem one line for the person who feeds the stream
   */
  public record Answer(String text, Optional<String> problem) {}

  /** Answers with a model's stream. */
  public EventLines(SessionModel model) {
    DataSettings settings = new DataSettings(model.config());
    this.columns = settings.columns().withoutSessionLabel();
    this.options = settings.readOptions();
    this.stream = model.stream();
  }

  /**
   * Answers the next line.
   *
   * @throws org.unroll4j.data.DataException if a CSV header lacks a column
   */
  public Answer next(String line) {
    return lines++ == 0 ? answer(line.replaceFirst("^\uFEFF", "")) : answer(line);
  }

  private Answer answer(String line) {
    boolean object = line.stripLeading().startsWith("{");
    if (csv == null && !object && json == null) {
      csv = new EventParser("standard input", cells(line), columns, options);
      return new Answer("session,user,time,type,probability", Optional.empty());
    }
    try {
      return object && csv == null ? answerJson(line) : answerCsv(line);
    } catch (MalformedRowException | JsonProcessingException | CsvParseException e) {
      String said = e.getMessage().lines().findFirst().orElse("unreadable");
      String reason = e instanceof JsonProcessingException ? "this is not a JSON object" : said;
      return new Answer(
          csv == null ? "{}" : ",,,,",
          Optional.of("standard input, line %d: %s.".formatted(lines, reason)));
    }
  }

  private Answer answerCsv(String line) throws MalformedRowException {
    if (csv == null) {
      throw new MalformedRowException("expected a JSON object, as in the lines before");
    }
    Event event = csv.parse(cells(line));
    return new Answer(PredictionTable.line(event, stream.next(event)), Optional.empty());
  }

  private Answer answerJson(String line) throws MalformedRowException, JsonProcessingException {
    List<String> names = names();
    if (json == null) {
      json = new EventParser("standard input", names, columns, options);
    }
    JsonNode given = Json.compact().readTree(line);
    List<String> cells = names.stream().map(name -> given.path(name).asText("")).toList();
    Event event = json.parse(cells);
    OptionalDouble probability = stream.next(event);
    ObjectNode answer = Json.compact().createObjectNode();
    answer.put("session", event.session() == null ? event.user() : event.session());
    probability.ifPresent(p -> answer.put("probability", (float) p));
    return new Answer(answer.toString(), Optional.empty());
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    for (String name :
        new String[] {columns.session(), columns.user(), columns.time(), columns.type()}) {
      if (name != null) {
        names.add(name);
      }
    }
    names.addAll(columns.categorical());
    names.addAll(columns.numeric());
    return names;
  }

  private static List<String> cells(String line) {
    List<CsvRecord> records = CsvReader.builder().ofCsvRecord(line).stream().toList();
    return records.isEmpty() ? List.of() : records.get(0).getFields();
  }
}
