package org.unroll4j.data.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * What a table keeps. Cells of series s begin at step {@code begin[s]}; its values lie from {@code
 * first[s]} to {@code end[s]}.
 *
 * @param steps length of the grid
 * @param lastEnd the largest {@code end}
 * @param unit of the values, 0 if there is none
 */
record SeriesStore(
    SeriesColumns columns,
    TimeGrid grid,
    Missing missing,
    int steps,
    int lastEnd,
    double unit,
    TextColumn[] keys,
    TextColumn[] statics,
    int[] begin,
    int[] first,
    int[] end,
    SeriesColumn values,
    SeriesColumn stockouts,
    SeriesColumn[] known,
    SeriesColumn[] past,
    SeriesReport report) {

  String name(int series) {
    return keys.length == 0 ? columns.value() : TextColumn.join(keys, series);
  }

  long bytes() {
    List<SeriesColumn> columns = new ArrayList<>(List.of(values));
    if (stockouts != null) {
      columns.add(stockouts);
    }
    columns.addAll(Arrays.asList(known));
    columns.addAll(Arrays.asList(past));
    Set<Cells> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
    columns.forEach(column -> distinct.addAll(Arrays.asList(column.cells())));
    return distinct.stream().mapToLong(Cells::bytes).sum();
  }
}
