package org.unroll4j.studies.demand.scores;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.unroll4j.data.series.SeriesTable;

/** Figures of groups of series, and of single ones. */
public final class SeriesGroups {

  /** Most values of a key that are listed, those with the largest totals. */
  public static final int MAX_VALUES = 100;

  /** Most series that are listed, those with the largest totals. */
  public static final int MAX_SERIES = 200;

  private final DemandComparison comparison;
  private final DemandScores model;
  private final SeriesTable table;

  SeriesGroups(DemandComparison comparison) {
    this.comparison = comparison;
    this.model = comparison.model();
    this.table = model.frame().actuals();
  }

  /** {@code byKey}: for each key column, its values with the largest totals first. */
  public Map<String, List<Map<String, Object>>> byKey() {
    Map<String, List<Map<String, Object>>> json = new LinkedHashMap<>();
    for (int k = 0; k < table.keyNames().size(); k++) {
      json.put(table.keyNames().get(k), byKey(k));
    }
    return json;
  }

  private List<Map<String, Object>> byKey(int k) {
    Map<String, List<Integer>> groups =
        IntStream.range(0, table.size())
            .filter(s -> model.targets(s) > 0)
            .boxed()
            .collect(
                Collectors.groupingBy(s -> table.key(k, s), TreeMap::new, Collectors.toList()));
    Map<String, Double> totals = new LinkedHashMap<>();
    groups.forEach(
        (value, members) -> totals.put(value, members.stream().mapToDouble(model::total).sum()));
    List<Map<String, Object>> json = new ArrayList<>();
    totals.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(MAX_VALUES)
        .forEach(
            group -> {
              Map<String, Object> entry = new LinkedHashMap<>();
              entry.put("value", group.getKey());
              entry.put("total", group.getValue());
              int[] members = groups.get(group.getKey()).stream().mapToInt(s -> s).toArray();
              comparison.putGroup(entry, scores -> scores.metricsOf(members), json);
            });
    return json;
  }

  /** {@code byVolume}: classes of the mean value per step in the training part. */
  public List<Map<String, Object>> byVolume() {
    List<Map<String, Object>> json = new ArrayList<>();
    for (VolumeClass volume : VolumeClass.of(model.frame().scale().volume())) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("from", volume.from());
      entry.put("to", volume.to());
      entry.put("series", volume.series().length);
      comparison.putGroup(entry, scores -> scores.metricsOf(volume.series()), json);
    }
    return json;
  }

  /** {@code bySeries}: the series with the largest totals, with every metric of the model. */
  public List<Map<String, Object>> bySeries() {
    return IntStream.range(0, table.size())
        .filter(s -> model.targets(s) > 0)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer s) -> -model.total(s)))
        .limit(MAX_SERIES)
        .map(this::series)
        .toList();
  }

  private Map<String, Object> series(int s) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", table.name(s));
    entry.put("total", model.total(s));
    entry.putAll(model.metricsOf(s).toJson());
    Map<String, Object> others = new LinkedHashMap<>();
    comparison
        .baselines()
        .forEach((name, scores) -> others.put(name, scores.metricsOf(s).toShortJson()));
    entry.put("baselines", others);
    return entry;
  }
}
