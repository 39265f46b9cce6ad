package org.unroll4j.report.page;

import java.util.List;

/**
 * One key figure.
 *
 * @param label what it is
 * @param value the figure with its unit
 * @param details what to hold it against, a line each
 */
public record Tile(String label, String value, List<String> details) {

  public Tile {
    details = details.stream().filter(detail -> !detail.isBlank()).toList();
  }
}
