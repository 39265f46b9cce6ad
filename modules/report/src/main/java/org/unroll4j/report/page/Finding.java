package org.unroll4j.report.page;

import java.util.List;

/**
 * Something that was found in another product.
 *
 * @param id unique on the page
 * @param title what it is, in a few words
 * @param product where
 * @param badge what kind of thing it is, in a word or two; may be empty
 * @param what one sentence
 * @param figures the numbers that show it
 * @param measure what the numbers are
 * @param advice what a user should do
 * @param seen where else it shows; may be empty
 * @param program the source that shows it again; may be empty
 */
public record Finding(
    String id,
    String title,
    String product,
    String badge,
    String what,
    List<Figure> figures,
    String measure,
    String advice,
    String seen,
    String program)
    implements Block {

  public Finding {
    figures = List.copyOf(figures);
  }

  @Override
  public String kind() {
    return "finding";
  }

  /**
   * One of the numbers.
   *
   * @param who whose it is
   * @param hint how it came about; may be empty
   * @param style its CSS class; may be empty
   */
  public record Figure(String who, String value, String hint, String style) {}
}
