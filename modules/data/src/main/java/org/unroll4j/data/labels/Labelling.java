package org.unroll4j.data.labels;

import java.util.List;
import org.unroll4j.data.events.EventTable;

/** What is to be predicted: says which events a model sees and which label each of them has. */
public sealed interface Labelling permits PurchaseWithin, SessionLabel {

  /**
   * Cuts and labels every session; sessions of which nothing remains are left out.
   *
   * @throws org.unroll4j.data.DataException if the table has not what the label needs
   */
  List<LabelledSequence> label(EventTable table);

  /**
   * Takes away what can not be known at the time {@code borderMillis}: events at or after it, and
   * labels that need a look at or beyond it.
   *
   * @return null if nothing remains
   */
  LabelledSequence before(long borderMillis, LabelledSequence sequence, EventTable table);
}
