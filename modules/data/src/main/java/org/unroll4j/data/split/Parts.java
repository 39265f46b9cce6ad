package org.unroll4j.data.split;

import java.util.List;
import org.unroll4j.data.labels.LabelCounts;
import org.unroll4j.data.labels.LabelledSequence;

/**
 * The three parts of the data; a session is in one of them or, if nothing of it may be used, in
 * none.
 */
public record Parts(
    List<LabelledSequence> train, List<LabelledSequence> validation, List<LabelledSequence> test) {

  public Parts {
    train = List.copyOf(train);
    validation = List.copyOf(validation);
    test = List.copyOf(test);
  }

  /**
   * Refuses a part that is empty or has one class only.
   *
   * @throws org.unroll4j.data.DataException naming the part
   */
  public void requireBothClasses() {
    LabelCounts.of(train).requireBothClasses("training");
    LabelCounts.of(validation).requireBothClasses("validation");
    LabelCounts.of(test).requireBothClasses("test");
  }
}
