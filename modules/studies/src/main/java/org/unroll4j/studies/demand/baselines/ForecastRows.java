package org.unroll4j.studies.demand.baselines;

import java.util.List;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.windows.Origin;

/**
 * Features of all steps of some origins.
 *
 * @param values feature f of row i at {@code [i · width + f]}; rows by origin, then by step
 * @param width number of features
 * @param scale of each row
 */
record ForecastRows(float[] values, int width, double[] scale) {

  static ForecastRows of(
      SeriesTable table, List<Origin> origins, RowEncoder encoder, FeatureState state) {
    double[] scale = new double[origins.size() * state.horizon()];
    float[] values = new float[0];
    Row row = new Row();
    int i = 0;
    for (Origin origin : origins) {
      Recent recent = state.recent(new Past(table, origin));
      row.clear();
      encoder.origin(row, recent);
      int ofOrigin = row.width();
      for (int h = 1; h <= state.horizon(); h++, i++) {
        row.truncate(ofOrigin);
        encoder.target(row, recent, h);
        values = values.length == 0 ? new float[scale.length * row.width()] : values;
        row.copyTo(values, i * row.width());
        scale[i] = recent.scale();
      }
    }
    return new ForecastRows(values, row.width(), scale);
  }
}
