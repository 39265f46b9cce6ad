package org.unroll4j.data.series;

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
}
