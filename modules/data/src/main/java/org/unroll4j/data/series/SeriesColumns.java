package org.unroll4j.data.series;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.unroll4j.data.DataException;

/**
 * Which columns of a table are what; names as in {@link
 * org.unroll4j.data.table.TableHeader#find(String)}.
 *
 * @param keys together they name a series; empty if the whole table is one series
 * @param time when the step begins
 * @param hour hours that are added to the time, or null; for tables with a date and an hour
 * @param value what is forecast
 * @param statics texts that do not change within a series; keys may be among them
 * @param known numbers that are known beforehand: prices, holidays, weather forecasts
 * @param past numbers that are known only afterwards
 * @param stockout not 0 where the value is bounded by what was left to sell, or null
 */
public record SeriesColumns(
    List<String> keys,
    String time,
    String hour,
    String value,
    List<String> statics,
    List<String> known,
    List<String> past,
    String stockout) {

  public SeriesColumns {
    keys = List.copyOf(keys);
    statics = List.copyOf(statics);
    known = List.copyOf(known);
    past = List.copyOf(past);
    if (time == null || value == null) {
      throw new DataException("SeriesColumns: name the columns time and value.");
    }
    requireOneUse(keys, value, known, past, stockout);
  }

  private static void requireOneUse(
      List<String> keys, String value, List<String> known, List<String> past, String stockout) {
    List<String> all = new ArrayList<>(keys);
    all.add(value);
    all.addAll(known);
    all.addAll(past);
    if (stockout != null) {
      all.add(stockout);
    }
    HashSet<String> seen = new HashSet<>();
    for (String column : all) {
      if (!seen.add(column)) {
        throw new DataException(
            "SeriesColumns: column \"%s\" stands twice among keys, value, known, past and stockout;"
                    .formatted(column)
                + " name it once.");
      }
    }
  }

  /** All columns that are read, each once. */
  public List<String> all() {
    List<String> all = new ArrayList<>(keys);
    all.add(time);
    if (hour != null) {
      all.add(hour);
    }
    all.add(value);
    all.addAll(statics);
    all.addAll(known);
    all.addAll(past);
    if (stockout != null) {
      all.add(stockout);
    }
    return all.stream().distinct().toList();
  }
}
