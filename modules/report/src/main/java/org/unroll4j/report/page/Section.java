package org.unroll4j.report.page;

import java.util.List;

/**
 * A part of the page; one without blocks is left out.
 *
 * @param id its anchor
 * @param title its heading
 * @param intro how to read it; may be empty
 * @param blocks what stands in it
 */
public record Section(String id, String title, String intro, List<Block> blocks) {

  public Section {
    blocks = List.copyOf(blocks);
  }
}
