package org.unroll4j.data.events;

import org.datavec.api.transform.metadata.ColumnMetaData;
import org.datavec.api.transform.metadata.TimeMetaData;
import org.datavec.api.transform.transform.BaseColumnTransform;
import org.datavec.api.writable.LongWritable;
import org.datavec.api.writable.Writable;

/**
 * DataVec transform of a text column into a time column. DataVec's own one knows one pattern at a
 * time; this one knows what {@link TimeParser} knows.
 */
final class EventTimeTransform extends BaseColumnTransform {
  private static final long serialVersionUID = 1L;

  private final transient TimeParser times;

  EventTimeTransform(String column, String format) {
    super(column);
    this.times = new TimeParser(format);
  }

  @Override
  public ColumnMetaData getNewColumnMetaData(String newName, ColumnMetaData oldColumnType) {
    return new TimeMetaData(newName);
  }

  @Override
  public Writable map(Writable text) {
    return new LongWritable(millis(text.toString()));
  }

  @Override
  public Object map(Object text) {
    return millis(text.toString());
  }

  private long millis(String text) {
    try {
      return times.millis(text);
    } catch (MalformedRowException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return "EventTimeTransform(" + columnName + ")";
  }
}
