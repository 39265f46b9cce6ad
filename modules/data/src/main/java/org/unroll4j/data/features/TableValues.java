package org.unroll4j.data.features;

import java.util.List;
import java.util.stream.IntStream;
import org.unroll4j.data.events.CodedColumn;
import org.unroll4j.data.labels.LabelledSequence;

/** The values of a column in the rows of some sequences. */
final class TableValues {
  private TableValues() {}

  static Iterable<String> of(CodedColumn column, List<LabelledSequence> sequences) {
    return () ->
        sequences.stream()
            .flatMapToInt(s -> IntStream.range(s.from(), s.to()))
            .mapToObj(column::value)
            .iterator();
  }
}
