package org.unroll4j.validation.matrix;

import java.util.List;
import java.util.Optional;
import org.unroll4j.validation.peer.Answer;
import org.unroll4j.validation.peer.Structure;
import org.unroll4j.validation.peer.Values;

/**
 * How far one answer is from another.
 *
 * @param error max |a − b| / (1 + |b|); infinite if a number is missing or no number
 * @param where index of the largest error, with its unit if there are several
 */
record Difference(double error, String where) {

  /**
   * Compares a quantity. Elements that the peer did not compute are left out.
   *
   * @param ours a, complete
   * @param theirs b
   */
  static Difference of(List<Values> ours, List<Values> theirs, Structure structure) {
    if (ours.size() != theirs.size()) {
      return new Difference(Double.POSITIVE_INFINITY, "number of units");
    }
    Difference worst = new Difference(-1, "");
    for (int unit = 0; unit < ours.size(); unit++) {
      String place = ours.size() == 1 ? "" : structure.unitName(unit) + " ";
      Difference ofUnit = of(ours.get(unit), theirs.get(unit), place);
      worst = ofUnit.error > worst.error ? ofUnit : worst;
    }
    return worst;
  }

  private static Difference of(Values ours, Values theirs, String place) {
    if (ours.length() != theirs.length()) {
      return new Difference(Double.POSITIVE_INFINITY, place + "number of elements");
    }
    double worst = -1;
    int where = 0;
    for (int i : theirs.indices()) {
      double a = ours.numbers()[i];
      double b = theirs.numbers()[i];
      double error = Math.abs(a - b) / (1 + Math.abs(b));
      if (!(error <= worst)) {
        worst = Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
        where = i;
      }
    }
    return new Difference(worst, place + theirs.place(where));
  }

  /** The difference of a quantity, if both answers have it. */
  static Optional<Difference> of(Answer ours, Answer theirs, String quantity, Structure structure) {
    List<Values> a = ours.quantities().get(quantity);
    List<Values> b = theirs.quantities().get(quantity);
    return a == null || b == null ? Optional.empty() : Optional.of(of(a, b, structure));
  }
}
