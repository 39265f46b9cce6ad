package org.unroll4j.report.page;

/**
 * Text to be shown as it is, folded away at first.
 *
 * @param title what it is
 * @param text the lines
 */
public record Code(String title, String text) implements Block {

  @Override
  public String kind() {
    return "code";
  }
}
