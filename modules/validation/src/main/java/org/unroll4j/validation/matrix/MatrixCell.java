package org.unroll4j.validation.matrix;

import java.util.LinkedHashMap;
import java.util.Map;
import org.unroll4j.validation.peer.Case;
import org.unroll4j.validation.peer.NumberType;

/**
 * One comparison of a quantity of one case.
 *
 * @param place what was compared
 * @param error the largest error, or null if there was nothing to compare
 * @param where index of the largest error, or null
 * @param tolerance what the error is held against
 * @param verdict what it comes to
 * @param note why it is not offered, or what failed; empty if there is nothing to say
 * @param divergence the register's entry that the verdict rests on, or null
 */
public record MatrixCell(
    Place place,
    Double error,
    String where,
    double tolerance,
    Verdict verdict,
    String note,
    String divergence) {

  /** The name of the quantity where a peer or an engine has no answer to a whole case. */
  public static final String EVERYTHING = "everything";

  /**
   * What is compared.
   *
   * @param cell the recurrent cell
   * @param option what is special about the case
   * @param type the type that was computed in
   * @param engine ours
   * @param peer theirs
   * @param quantity what of it
   */
  public record Place(
      String cell, String option, NumberType type, String engine, String peer, String quantity) {

    static Place of(Case asked, String engine, String peer, String quantity) {
      return new Place(
          asked.structure().cell().label(), asked.option(), asked.type(), engine, peer, quantity);
    }
  }

  static MatrixCell judged(Place place, Difference difference, double tolerance) {
    Verdict verdict = difference.error() <= tolerance ? Verdict.EQUAL : Verdict.DIFFERENT;
    return new MatrixCell(
        place, difference.error(), difference.where(), tolerance, verdict, "", null);
  }

  static MatrixCell notOffered(Place place, double tolerance, String because) {
    return new MatrixCell(place, null, null, tolerance, Verdict.NOT_OFFERED, because, null);
  }

  static MatrixCell failed(Place place, String because) {
    return new MatrixCell(place, null, null, 0, Verdict.DIFFERENT, because, null);
  }

  MatrixCell peerWrong(String entry) {
    return new MatrixCell(place, error, where, tolerance, Verdict.PEER_WRONG, note, entry);
  }

  /** The comparison as plain values, for a record. An infinite error is written as 1e300. */
  public Map<String, Object> plainValues() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("cell", place.cell);
    values.put("option", place.option);
    values.put("type", place.type.name());
    values.put("engine", place.engine);
    values.put("peer", place.peer);
    values.put("quantity", place.quantity);
    if (error != null) {
      values.put("error", Math.min(error, 1e300));
      values.put("where", where);
    }
    values.put("tolerance", tolerance);
    values.put("verdict", verdict.label());
    if (!note.isEmpty()) {
      values.put("note", note);
    }
    if (divergence != null) {
      values.put("divergence", divergence);
    }
    return values;
  }
}
